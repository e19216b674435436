import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import type { Ranked } from '../ports/passage.ts';
import type { Prompt } from '../ports/prompt.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';
import { ifBudgeted } from './prompting/ifBudgeted.ts';

const settings = z.strictObject({
  /** Rounds of search and generation. The paper's headline is 2, its study goes to 7; FlashRAG and RAGLAB run 3. */
  rounds: z.int().min(1).max(20).default(2),
  /** Passages a round; they replace those of the round before. */
  k: z.int().min(1).max(100).default(5),
  /**
   * What is searched for from the second round on: the last generation before the question (`paper`), behind it
   * (`flashrag`), alone (`raglab`), or behind all that was searched for before (`flexrag`).
   */
  query: z.enum(['paper', 'flashrag', 'raglab', 'flexrag']).default('paper'),
  prompt: z.enum(['chat', 'text']).default('chat'),
  maxTokens: z.int().min(1).max(4096).default(256),
});

export type IterRetgenSettings = z.infer<typeof settings>;

/** Wording ours: the paper shows three worked examples a dataset instead, which are not published. */
const instruction =
  'Answer the question. Think step by step with the knowledge that is given, then end with "So the answer is" and the answer alone.';

/**
 * Iter-RetGen (Shao et al., Findings of EMNLP 2023, arXiv 2305.15294): a fixed number of rounds, each searching with
 * what the round before wrote. There is no early end. No official code exists.
 */
export const iterRetgen: MethodDefinition<IterRetgenSettings, { readonly reader: 'generate' }> = {
  name: 'iter-retgen',
  summary: 'a fixed number of rounds, each searching with the answer of the round before',
  roles: { reader: 'generate' },
  retrieves: true,
  settings,
  fidelity: () => 'approximation',
  fits: ({ prompt }, can) => fitsPrompt(prompt, can),
  async answer({ text: question }, tools, { rounds, k, query: form, prompt: kind, maxTokens }) {
    let query = question;
    let written: string | undefined;
    let evidence: readonly Ranked[] = [];
    let stopped = 'max rounds';
    for (let round = 1; round <= rounds; round += 1) {
      if (written !== undefined) query = nextQuery(form, { question, query, written });
      const made = await tools.within('turn', `round ${round}`, (turn) =>
        ifBudgeted(async () => {
          const found = await turn.retrieve(query, k);
          const build = (shown: readonly Ranked[]) => promptOf(kind, question, shown);
          const { prompt, shown } = await turn.fit('reader', found, build, maxTokens);
          return { shown, generation: await turn.generate('reader', { prompt, maxTokens }) };
        }),
      );
      if (made === undefined) {
        stopped = 'budget';
        break;
      }
      written = made.generation.text;
      evidence = made.shown;
    }
    return { text: finalAnswer(written ?? ''), raw: written ?? '', evidence, stopped };
  },
};

/** The query of a further round. An empty generation adds nothing. */
export function nextQuery(
  form: IterRetgenSettings['query'],
  last: { readonly question: string; readonly query: string; readonly written: string },
): string {
  const { question, query, written } = last;
  switch (form) {
    case 'paper':
      return written.trim() === '' ? question : `${written} ${question}`;
    case 'flashrag':
      return `${question} ${written}`;
    case 'raglab':
      return written.trim() === '' ? question : written;
    case 'flexrag':
      return `${query} ${written}`;
  }
}

/** Behind the last `So the answer is` (a colon and one full stop do not count), else the last line. */
export function finalAnswer(text: string): string {
  const marker = 'so the answer is';
  const at = text.toLowerCase().lastIndexOf(marker);
  const named = at < 0 ? text.trim().split('\n').at(-1) : text.slice(at + marker.length).replace(/^:/, '');
  return (named ?? '').trim().replace(/\.$/, '');
}

function promptOf(kind: Prompt['kind'], question: string, passages: readonly Ranked[]): Prompt {
  const knowledge = passages.map(
    ({ passage }, n) => `${n + 1}. Title: ${passage.title} Context: ${passage.text}\n`,
  );
  const asked = `Knowledge:\n${knowledge.join('')}\nQuestion: ${question}\nLet's think step by step.`;
  if (kind === 'text') return { kind, parts: [{ text: `${instruction}\n\n${asked}\n` }] };
  return {
    kind,
    turns: [
      { role: 'system', parts: [{ text: instruction }] },
      { role: 'user', parts: [{ text: asked }] },
    ],
  };
}
