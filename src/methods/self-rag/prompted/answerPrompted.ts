import type { Answer } from '../../../ports/answer.ts';
import type { Ranked } from '../../../ports/passage.ts';
import type { Asked } from '../../../ports/question.ts';
import { firstLine } from '../../prompting/firstLine.ts';
import { unlessTooLong } from '../affordable.ts';
import type { SelfRagTools } from '../roles.ts';
import type { Settings } from '../settings.ts';
import { ask } from './ask.ts';
import { grade } from './grade.ts';
import { gradePassages } from './gradePassages.ts';
import { answersPrompt, generationPrompt, groundedPrompt, rewritePrompt } from './prompts.ts';

/** Tokens of a rewritten question. */
const rewriteTokens = 64;

/** What became of one search: an answer that stands, or one that does not, or none. */
interface Attempt {
  readonly answer: Answer | undefined;
  readonly verdict: 'accepted' | 'rejected' | 'budget';
}

/**
 * The fallback `prompted`: LangGraph's graph of the same name. Retrieve, keep the passages that are graded relevant,
 * generate; generate again where the answer is not grounded; return it where it answers the question; else rewrite the
 * question and search again. The graph has no end; `rewrites` and `regenerations` are ours. Graders and generator see
 * the original question, only the search the new one.
 */
export async function answerPrompted(asked: Asked, tools: SelfRagTools, settings: Settings): Promise<Answer> {
  let last: Answer = { text: '', evidence: [] };
  let query = asked.text;
  for (let round = 0; ; round++) {
    const isLast = round === settings.rewrites;
    const { answer, verdict } = await tools.within('turn', `search ${round + 1}`, (inner) =>
      attempt(asked, query, inner, settings, isLast),
    );
    last = answer ?? last;
    if (verdict !== 'rejected') return { ...last, stopped: verdict };
    if (isLast) return { ...last, stopped: 'exhausted' };
    const written = await ask(tools, rewritePrompt(query), rewriteTokens);
    if (written === undefined) return { ...last, stopped: 'budget' };
    const rewritten = firstLine(written);
    query = rewritten === '' ? query : rewritten;
  }
}

/** One search and what is made of it. In the last one everything found is kept where nothing is graded relevant. */
async function attempt(
  asked: Asked,
  query: string,
  tools: SelfRagTools,
  settings: Settings,
  isLast: boolean,
): Promise<Attempt> {
  const found = await tools.retrieve(query, settings.k);
  const relevant = await gradePassages(asked.text, found, tools, settings.maxTokens);
  const mustAnswer = isLast || tools.left().calls < 3;
  if (relevant.length === 0 && !mustAnswer) return { answer: undefined, verdict: 'rejected' };
  const kept = relevant.length === 0 ? found : relevant;

  let answer: Answer | undefined;
  for (let attempts = 0; attempts <= settings.regenerations; attempts++) {
    const next = await generate(asked, kept, tools, settings.maxTokens, attempts > 0);
    if (next === undefined) return { answer, verdict: 'budget' };
    answer = next;
    const grounded = await grade(tools, 'grounded', groundedPrompt(next.evidence, next.text));
    if (grounded === 'budget') return { answer, verdict: 'budget' };
    if (grounded !== 'yes') continue;
    const answers = await grade(tools, 'answers', answersPrompt(asked.text, next.text));
    if (answers === 'budget') return { answer, verdict: 'budget' };
    return { answer, verdict: answers === 'yes' ? 'accepted' : 'rejected' };
  }
  return { answer, verdict: 'rejected' };
}

async function generate(
  asked: Asked,
  kept: readonly Ranked[],
  tools: SelfRagTools,
  maxTokens: number,
  again: boolean,
): Promise<Answer | undefined> {
  const build = (shown: readonly Ranked[]) => generationPrompt(asked, shown, again);
  const fitting = tools.fit('generator', kept, build, maxTokens);
  // A question that the model cannot hold fails; one that the budget cannot hold ends it.
  const fitted = await (tools.left().contextTokens === Infinity ? fitting : unlessTooLong(fitting));
  if (fitted === undefined) return undefined;
  const raw = await ask(tools, fitted.prompt, maxTokens);
  return raw === undefined ? undefined : { text: firstLine(raw), raw, evidence: fitted.shown };
}
