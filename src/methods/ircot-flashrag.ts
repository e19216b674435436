import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import type { Ranked } from '../ports/passage.ts';
import type { Prompt } from '../ports/prompt.ts';
import { scoredPool } from './ircot/scoredPool.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';
import { ifBudgeted } from './prompting/ifBudgeted.ts';

const settings = z.strictObject({
  /** Passages a search. */
  k: z.int().min(1).max(100).default(5),
  /** Thoughts at most: 2 in FlashRAG's class, 5 in its `run_exp.py`. */
  maxThoughts: z.int().min(1).max(50).default(5),
  prompt: z.enum(['chat', 'text']).default('chat'),
  /** Tokens a thought. */
  maxTokens: z.int().min(1).max(4096).default(32),
});

const marker = 'So the answer is:';

/** Task as FlashRAG states it, wording ours; its worked example from 2WikiMultihopQA is not included. */
const instruction = `Answer a question that takes several steps. Write one thought at a time, each one short sentence that rests on the documents. Begin the last thought with "${marker}" and end it with the answer.`;

/**
 * IRCoT as FlashRAG has it, a different method from the authors': the new thought, as written, is the next query, all
 * passages are kept and sorted by score, and the thoughts are the answer.
 * RUC-NLPIR/FlashRAG @1ee524901aa3, `active_pipeline.py`.
 */
export const ircotFlashrag: MethodDefinition<z.infer<typeof settings>, { readonly reasoner: 'generate' }> = {
  name: 'ircot-flashrag',
  summary: "IRCoT as FlashRAG has it: thoughts are queries and answer (not the authors' algorithm)",
  roles: { reasoner: 'generate' },
  retrieves: true,
  settings,
  fidelity: () => 'approximation',
  fits: ({ prompt }, can) => fitsPrompt(prompt, can),
  async answer({ text: question }, tools, { k, maxThoughts, maxTokens, prompt: kind }) {
    let pool = await tools.retrieve(question, k);
    let shown: readonly Ranked[] = [];
    let thoughts = '';
    let stopped: string | undefined;
    for (let n = 1; stopped === undefined; n += 1) {
      stopped = await tools.within('turn', `thought ${n}`, async (turn) => {
        turn.keep(pool);
        const thought = await ifBudgeted(async () => {
          const build = (some: readonly Ranked[]) => promptOf(kind, question, some, thoughts);
          const fitted = await turn.fit('reasoner', pool, build, maxTokens);
          shown = fitted.shown;
          return turn.generate('reasoner', { prompt: fitted.prompt, maxTokens, stop: ['.', '\n'] });
        });
        if (thought === undefined) return 'budget';
        // Its engines keep the full stop that ends a thought.
        const text =
          thought.finish === 'stop' && thought.text !== '' ? withFullStop(thought.text) : thought.text;
        thoughts = thoughts === '' ? text : `${thoughts} ${text}`;
        if (text.includes(marker)) return 'answer named';
        // It searches once more even after the last thought, and never reads what it finds.
        pool = scoredPool(pool, await turn.retrieve(text, k));
        return n >= maxThoughts ? 'max thoughts' : undefined;
      });
    }
    const [, named] = thoughts.split(marker);
    return { text: (named ?? thoughts).trim(), raw: thoughts, evidence: shown, stopped };
  },
};

function withFullStop(text: string): string {
  return /[.\n]$/.test(text) ? text : `${text}.`;
}

function promptOf(
  kind: Prompt['kind'],
  question: string,
  passages: readonly Ranked[],
  thoughts: string,
): Prompt {
  const documents = passages.map(({ passage }) => `Wikipedia Title: ${passage.title}\n${passage.text}\n\n`);
  const asked = `${documents.join('')}Question: ${question}\nThought:${thoughts}`;
  if (kind === 'text') return { kind, parts: [{ text: `${instruction}\n\n${asked}` }] };
  return {
    kind,
    turns: [
      { role: 'system', parts: [{ text: instruction }] },
      { role: 'user', parts: [{ text: asked }] },
    ],
  };
}
