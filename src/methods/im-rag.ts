import type { Generation } from '../ports/backend.ts';
import type { MethodDefinition } from '../ports/method.ts';
import type { Ranked } from '../ports/passage.ts';
import { type ImRagTask, promptedPrompt, trainedPrompt } from './im-rag/imRagPrompts.ts';
import { type MonologueTurn, monologueText } from './im-rag/monologue.ts';
import { readAnswer, readQuery, readVerdict } from './im-rag/readReply.ts';
import { refine } from './im-rag/refine.ts';
import { type ImRagRoles, imRagSettings, type ImRagSettings, stopRule } from './im-rag/settings.ts';
import { firstLine } from './prompting/firstLine.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';
import { ifBudgeted } from './prompting/ifBudgeted.ts';
import { reachesFurther } from './prompting/reachesFurther.ts';

const refinerRoles = { listwise: ['refiner'], pointwise: ['reranker'], none: [] } as const;

/**
 * IM-RAG (Yang et al., SIGIR 2024, arXiv 2405.13021), a reconstruction: no code, prompts or stop rule are published. Turn
 * by turn the Questioner asks, the Refiner keeps the best of what is found, and both are the inner monologue that the
 * next turn sees; then the Answerer answers from all of it. The Progress Tracker is a signal of training; here progress
 * is measured afterwards, by turn (`recall/title/turn1@1`, …).
 */
export const imRag: MethodDefinition<ImRagSettings, ImRagRoles> = {
  name: 'im-rag',
  summary: 'an inner monologue of queries and refined passages, then the answer',
  roles: { questioner: 'generate', answerer: 'generate', refiner: 'generate', reranker: 'rerank' },
  retrieves: true,
  settings: imRagSettings,
  needs: ({ refiner }) => ['questioner', 'answerer', ...refinerRoles[refiner]],
  fidelity: ({ variant }) => (variant === 'trained' ? 'reconstruction' : 'approximation'),
  fits: ({ variant, prompt, refiner }, { reranker, ...generating }) =>
    refiner === 'pointwise' && !reranker.does.includes('rerank')
      ? { fits: 'refused', because: 'the reranker cannot rerank' }
      : fitsPrompt(variant === 'prompted' ? 'chat' : prompt, generating),
  async answer({ text: question }, tools, settings) {
    const { variant, maxTurns, candidates, switchLine, queryTokens, answerTokens } = settings;
    const rule = stopRule(settings);
    const monologue: MonologueTurn[] = [];
    const evidence = (): readonly Ranked[] => monologue.flatMap(({ kept }) => kept);
    let last: Generation | undefined;

    const promptOf = (task: ImRagTask, shown: readonly Ranked[]) => {
      const text = monologueText(question, monologue, shown);
      return variant === 'prompted'
        ? promptedPrompt(task, text, rule === 'switch' ? switchLine : undefined)
        : trainedPrompt(task, text, settings.prompt);
    };

    /** One call over the monologue so far; `undefined` when only the answer is still affordable. */
    const ask = async (
      own: typeof tools,
      role: 'questioner' | 'answerer',
      task: ImRagTask,
      maxTokens: number,
    ): Promise<{ readonly text: string; readonly shown: readonly Ranked[] } | undefined> => {
      const closes = task === 'answer';
      if (!closes && !reachesFurther(own.left(), last, answerTokens)) return undefined;
      return ifBudgeted(async () => {
        const later = closes ? undefined : promptOf('answer', evidence());
        const build = (shown: readonly Ranked[]) => promptOf(task, shown);
        const { prompt, shown } = await own.fit(role, evidence(), build, maxTokens, later);
        const stop = variant === 'trained' ? { stop: ['\n'] } : {};
        last = await own.generate(role, { prompt, maxTokens, temperature: 0, ...stop });
        return { text: last.text, shown };
      });
    };

    /** One turn; what it says is why the monologue ends there. */
    const takeTurn = async (turn: typeof tools): Promise<string | undefined> => {
      const reply = await ask(turn, 'questioner', 'query', queryTokens);
      if (reply === undefined) return 'budget';
      const query = variant === 'prompted' ? readQuery(reply.text) : firstLine(reply.text);
      if (rule === 'switch' && query === switchLine) return 'role switch';
      if (query === '') return 'no query';
      if (monologue.some((past) => folded(past.query) === folded(query))) return 'repeated query';
      const without = new Set(evidence().map(({ passage }) => passage.id));
      const found = await turn.retrieve(query, candidates, { without });
      const kept = await refine(turn, query, found, settings, {
        reaches: () => reachesFurther(turn.left(), last, answerTokens),
        prompt: promptOf('answer', evidence()),
      });
      turn.keep(kept);
      if (kept.length === 0) return 'nothing new';
      monologue.push({ query, kept });
      if (rule === 'judge') {
        const judged = await ask(turn, 'questioner', 'decide', 4);
        if (judged === undefined) return 'budget';
        const enough = readVerdict(judged.text);
        turn.decide('enough', enough === undefined ? 'not understood' : enough ? 'yes' : 'no', {});
        if (enough === true) return 'enough';
      }
      return monologue.length >= maxTurns ? 'max turns' : undefined;
    };

    let stopped: string | undefined;
    for (let n = 1; stopped === undefined; n += 1)
      stopped = await tools.within('turn', `turn ${n}`, takeTurn);
    tools.decide('stop', stopped, { turns: monologue.length });
    return tools.within('read', 'answerer', async (reading) => {
      const reply = await ask(reading, 'answerer', 'answer', answerTokens);
      const raw = reply?.text ?? '';
      const { text, labelled } =
        variant === 'prompted' ? readAnswer(raw) : { text: firstLine(raw), labelled: true };
      if (!labelled) reading.decide('answer', 'without its label', {});
      return { text, raw, evidence: reply?.shown ?? [], stopped: reply === undefined ? 'budget' : stopped };
    });
  },
};

function folded(query: string): string {
  return query.toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
