import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedBook } from '../../../src/methods/closed-book.ts';
import { imRag } from '../../../src/methods/im-rag.ts';
import { invarRag } from '../../../src/methods/invar-rag.ts';
import { ircot } from '../../../src/methods/ircot.ts';
import { ircotFlashrag } from '../../../src/methods/ircot-flashrag.ts';
import { iterRetgen } from '../../../src/methods/iter-retgen.ts';
import { standardRag } from '../../../src/methods/standard-rag.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import type { MethodDefinition } from '../../../src/ports/method.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import type { Roles } from '../../../src/ports/roles.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { listRetriever } from '../../support/listRetriever.ts';
import { wordyBackend } from './wordyBackend.ts';

type AnyMethod = MethodDefinition<unknown, Roles>;

/** A mode of a method, with the most searches and calls that its page allows. */
interface Mode {
  readonly method: AnyMethod;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly searches: number;
  readonly calls: number;
}

function mode<S, R extends Roles>(
  method: MethodDefinition<S, R>,
  settings: Readonly<Record<string, unknown>>,
  searches: number,
  calls: number,
): readonly [string, Mode] {
  const name = `${method.name} ${JSON.stringify(settings)}`;
  return [name, { method: method as unknown as AnyMethod, settings, searches, calls }];
}

const listwise = { candidates: 5, window: 3, stride: 2 };
const modes = [
  mode(closedBook, {}, 0, 1),
  mode(standardRag, {}, 1, 1),
  mode(invarRag, { prompt: 'text' }, 1, 1),
  // Two windows reach from five candidates to the top.
  mode(imRag, { ...listwise, maxTurns: 3 }, 3, 3 * (1 + 2 + 1) + 1),
  mode(imRag, { ...listwise, maxTurns: 2, passes: 2, stop: 'never' }, 2, 2 * (1 + 4) + 1),
  mode(imRag, { refiner: 'pointwise', candidates: 5 }, 4, 4 * 2 + 1),
  mode(imRag, { refiner: 'none', variant: 'trained', prompt: 'text', maxTurns: 5 }, 5, 5 + 1),
  mode(imRag, { refiner: 'none', variant: 'trained', stop: 'judge', maxTurns: 2 }, 2, 2 * 2 + 1),
  mode(ircot, { maxSentences: 4 }, 4, 5),
  mode(ircot, { maxSentences: 2, reader: 'direct', prompt: 'text' }, 2, 3),
  mode(ircotFlashrag, { maxThoughts: 3 }, 4, 3),
  ...['paper', 'flashrag', 'raglab', 'flexrag'].map((query) => mode(iterRetgen, { rounds: 3, query }, 3, 3)),
];

const passages: readonly Passage[] = Array.from({ length: 12 }, (_, n) => ({
  id: `p${n}`,
  title: `Page ${n}`,
  text: `Page ${n} tells that thing ${n} was made in ${1900 + n} by maker ${n % 7}.`,
}));

/** Words of the longest prompt without passages here. */
const longestBare = 90;

async function play(
  { method, settings }: Mode,
  given: { readonly says: readonly string[]; readonly budget?: Budget; readonly found?: number },
) {
  const backend = wordyBackend(given.says);
  const bound = bindMethod<Roles>({
    retriever: listRetriever(passages.slice(0, given.found ?? passages.length)),
    backends: Object.fromEntries(Object.keys(method.roles).map((role) => [role, backend])),
    ...(given.budget !== undefined && { budget: given.budget }),
  });
  const asked = { text: 'Where was the founder of Harrow Mills born?', task: 'open' } as const;
  const answer = await method.answer(asked, bound.tools, method.settings.parse(settings));
  return { answer, spent: bound.spending.spent() };
}

const phrases = [
  'So the answer is: Oslo.',
  'Ida Brandt was born in Oslo. She left.',
  '{"search_query": "Ida Brandt"}',
  '{"search_query": 1}',
  '[2] > [1] > [9]',
  'ANSWER',
  'Answer:\nRationale:',
  '1',
  '0',
  '',
  ' \n ',
];
const said = fc.oneof(fc.constantFrom(...phrases), fc.string({ unit: 'binary' }), fc.string());
const says = fc.array(said, { minLength: 1, maxLength: 8 });

describe.each(modes)('%s', (_, each) => {
  test('ends whatever the model says, within the searches and calls of its page', async () => {
    await fc.assert(
      fc.asyncProperty(says, fc.nat(12), async (texts, found) => {
        const { answer, spent } = await play(each, { says: texts, found });
        expect(typeof answer.text).toBe('string');
        expect(spent.searches).toBeLessThanOrEqual(each.searches);
        expect(spent.calls).toBeLessThanOrEqual(each.calls);
      }),
      { numRuns: 60 },
    );
  });

  test('never exceeds its budget, and answers as long as that holds a prompt without passages', async () => {
    const budgets = fc.record(
      {
        calls: fc.integer({ min: 1, max: 15 }),
        contextTokens: fc.integer({ min: longestBare, max: 1500 }),
        outputTokens: fc.integer({ min: 2, max: 600 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(budgets, fc.nat(3), async (budget, n) => {
        const texts = Array.from({ length: n + 1 }, (__, at) => `Answer: thing number ${at} of Oslo`);
        const { answer, spent } = await play(each, { says: texts, budget });
        expect(spent.calls).toBeLessThanOrEqual(budget.calls ?? Infinity);
        expect(spent.promptTokens).toBeLessThanOrEqual(budget.contextTokens ?? Infinity);
        expect(spent.outputTokens).toBeLessThanOrEqual(budget.outputTokens ?? Infinity);
        expect(answer.text).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });
});
