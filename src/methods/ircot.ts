import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import type { Ranked } from '../ports/passage.ts';
import { cotQuery } from './ircot/cotQuery.ts';
import { demonstration, ircotPrompt } from './ircot/ircotPrompt.ts';
import { namedAnswer, readAnswer } from './ircot/namedAnswer.ts';
import { withNewParagraphs } from './ircot/paragraphPool.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';
import { ifBudgeted } from './prompting/ifBudgeted.ts';
import { reachesFurther } from './prompting/reachesFurther.ts';
import { splitSentences } from './text/splitSentences.ts';

const settings = z.strictObject({
  /** Paragraphs a search. The authors tuned 2, 4, 6 or 8; 6 is their base. */
  k: z.int().min(1).max(100).default(6),
  /** Paragraphs held at most. */
  cap: z.int().min(1).max(100).default(15),
  /** Sentences of thought at most. */
  maxSentences: z.int().min(1).max(50).default(10),
  /** How the reader answers: `cot` thinks aloud (Codex), `direct` does not (Flan-T5). */
  reader: z.enum(['cot', 'direct']).default('cot'),
  /** `text` for models that go on with a text, `chat` for those that follow instructions. */
  prompt: z.enum(['chat', 'text']).default('chat'),
  /** Worked examples. The authors show 15 of the dataset's training split; they are theirs, so the default is none. */
  demonstrations: z.array(demonstration).default([]),
  /** Tokens that a thought, and the reader, may write. */
  maxTokens: z.int().min(1).max(4096).default(300),
});

export type IrcotSettings = z.infer<typeof settings>;

/** Wording ours; the authors instruct no model but Flan-T5. */
const reason =
  'Answer the question by thinking step by step, one fact from the paragraphs a sentence. Go on behind "A:" with the next sentence. When you know the answer, end with "So the answer is: …".';
const readDirectly =
  'Answer the question from the paragraphs, as shortly as possible. Write the answer alone behind "A:".';

/**
 * IRCoT (Trivedi et al., ACL 2023), the authors' algorithm: search with the last sentence that tells a fact, think one
 * sentence, until a sentence names the answer; a reader then answers afresh from the paragraphs.
 * StonyBrookNLP/ircot @3c1820f698ee, pipeline `ircot_qa`.
 */
export const ircot: MethodDefinition<
  IrcotSettings,
  { readonly reasoner: 'generate'; readonly reader: 'generate' }
> = {
  name: 'ircot',
  summary: "interleaves retrieval with a chain of thought, sentence by sentence (the authors' algorithm)",
  roles: { reasoner: 'generate', reader: 'generate' },
  retrieves: true,
  settings,
  fidelity: ({ demonstrations }) => (demonstrations.length > 0 ? 'faithful' : 'approximation'),
  fits: ({ prompt }, can) => fitsPrompt(prompt, can),
  async answer({ text: question }, tools, { k, cap, maxSentences, maxTokens, ...style }) {
    const promptOf = (instruction: string, shown: readonly Ranked[], sentences: readonly string[]) =>
      ircotPrompt({
        kind: style.prompt,
        instruction,
        demonstrations: style.demonstrations,
        paragraphs: shown.map(({ passage }) => passage),
        question,
        sentences,
      });
    let pool: readonly Ranked[] = [];
    const sentences: string[] = [];
    let stopped: string | undefined;
    while (stopped === undefined) {
      stopped = await tools.within('turn', `turn ${sentences.length + 1}`, async (turn) => {
        const query = cotQuery(question, sentences);
        if (query !== '') pool = withNewParagraphs(pool, await turn.retrieve(query, k), cap);
        turn.keep(pool);
        const thought = await ifBudgeted(async () => {
          const build = (shown: readonly Ranked[]) => promptOf(reason, shown, sentences);
          const { prompt } = await turn.fit('reasoner', pool, build, maxTokens);
          return turn.generate('reasoner', { prompt, maxTokens, stop: ['\n'] });
        });
        const [sentence = ''] = splitSentences(thought?.text.trim() ?? '');
        sentences.push(sentence);
        if (sentence === '') return thought === undefined ? 'budget' : 'no more to say';
        if (namedAnswer(sentence) !== undefined) return 'answer named';
        if (sentences.length >= maxSentences) return 'max sentences';
        return reachesFurther(turn.left(), thought, maxTokens) ? undefined : 'budget';
      });
    }
    tools.decide('stop', stopped, { sentences: sentences.length, paragraphs: pool.length });
    return tools.within('read', 'reader', async (reading) => {
      const instruction = style.reader === 'cot' ? reason : readDirectly;
      const read = await ifBudgeted(async () => {
        const build = (some: readonly Ranked[]) => promptOf(instruction, some, []);
        const { prompt, shown } = await reading.fit('reader', pool, build, maxTokens);
        return { shown, raw: await reading.generate('reader', { prompt, maxTokens, stop: ['\n'] }) };
      });
      // Past the budget, the thoughts are all there is.
      const raw = read?.raw.text ?? sentences.join(' ');
      const text = style.reader === 'direct' && read !== undefined ? raw.trim() : readAnswer(raw);
      return { text, raw, evidence: read?.shown ?? [], stopped };
    });
  },
};
