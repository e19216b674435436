import type { MethodDefinition } from '../ports/method.ts';
import { answerPrompted } from './self-rag/prompted/answerPrompted.ts';
import { bestAnswer } from './self-rag/bestAnswer.ts';
import { continueWithEach } from './self-rag/continueWithEach.ts';
import { critique } from './self-rag/critique.ts';
import { decideRetrieval } from './self-rag/decideRetrieval.ts';
import { fits } from './self-rag/fits.ts';
import { answerLong } from './self-rag/long/answerLong.ts';
import { questionParts } from './self-rag/prompt.ts';
import { roles } from './self-rag/roles.ts';
import { fidelity, settings, type Settings } from './self-rag/settings.ts';
import { reflectionTokens } from './self-rag/tokens.ts';
import { withoutPassages } from './self-rag/withoutPassages.ts';

/**
 * Self-RAG (Asai, Wu, Wang, Sil, Hajishirzi, ICLR 2024, Algorithm 1): one model M decides by a reflection token
 * whether to retrieve, writes an answer from each passage, criticises each by further tokens, and the best one wins.
 * Here in short form, where the answer is one segment.
 */
export const selfRag: MethodDefinition<Settings, typeof roles> = {
  name: 'self-rag',
  summary: 'decides whether to retrieve, answers from each passage, criticises itself by reflection tokens',
  roles,
  retrieves: true,
  settings,
  controls: ({ critique: by }) => (by === 'tokens' ? { generator: reflectionTokens } : {}),
  fidelity,
  fits,
  async answer(asked, tools, told) {
    if (told.critique === 'prompted') return answerPrompted(asked, tools, told);
    if (told.longForm !== 'off' && asked.task === 'open') return answerLong(asked, tools, told);
    const { k, maxTokens, reject } = told;
    const x = questionParts(asked, told.instruction);

    // M predicts Retrieve given x.
    const retrieve = await decideRetrieval(tools, x, told);
    // If Yes: R retrieves D given x.
    const passages = retrieve ? await tools.retrieve(asked.text, k) : [];
    // M predicts IsRel, writes y, and predicts IsSup and IsUse, given x and d, for each d in D in parallel.
    const written = await continueWithEach(tools, x, passages, { maxTokens, batch: asked.text });
    const candidates = written.map(({ ranked, generation: { text, tokens = [] } }) => ({
      ranked,
      raw: text,
      critique: critique({ segment: tokens, all: tokens, shown: true }, told),
    }));
    // Rank y by IsRel, IsSup and IsUse. If No: M writes y given x.
    return (
      bestAnswer(asked, candidates, reject, tools) ?? (await withoutPassages(tools, asked, x, maxTokens))
    );
  },
};
