import { describe, expect, test } from 'vitest';
import { RagstoneError } from '../errors.ts';
import { canonicalJson } from '../io/canonicalJson.ts';
import type { Answer } from '../ports/answer.ts';
import type { Budget } from '../ports/budget.ts';
import type { MethodDefinition } from '../ports/method.ts';
import type { Passage } from '../ports/passage.ts';
import type { Asked } from '../ports/question.ts';
import type { Retriever } from '../ports/retriever.ts';
import type { Roles } from '../ports/roles.ts';
import { recordTools } from '../runs/instrument/recordTools.ts';
import { keyedRandom } from '../statistics/keyedRandom.ts';
import { type Talk, talkingBackend } from './talkingBackend.ts';

const question: Asked = { text: 'Where was the founder of Harrow Mills born?', task: 'open' };
const questions: readonly Asked[] = [
  question,
  { text: 'Which is a river?', task: 'choice', choices: ['the Tern', 'Mount Tern'] },
  { text: 'Harrow Mills was founded in 1901.', task: 'claim' },
];

const corpus: readonly Passage[] = Array.from({ length: 30 }, (_, at) => ({
  id: `p${at}`,
  title: `Page ${at}`,
  text: `Page ${at} tells that thing ${at} was made in ${1900 + at} by maker ${at % 7}.`,
}));

/** More calls than any method may make for one question here. */
const mostCalls = 500;

/**
 * What every method promises, as tests: it answers whatever its models say, only with passages that it found, the same
 * again, within any budget, and it stops when told. Each of `settings` is tried.
 */
export function methodConformance<S, R extends Roles>(
  method: MethodDefinition<S, R>,
  settings: readonly Readonly<Record<string, unknown>>[] = [{}],
): void {
  describe.each(settings.map((given) => [canonicalJson(given), given] as const))(
    `${method.name} with %s`,
    (_, given) => {
      const parsed = () => method.settings.parse(given);

      test('its settings are plain data, and parse to the same again', () => {
        expect(canonicalJson(method.settings.parse(given))).toBe(canonicalJson(parsed()));
      });

      test('it says how it stands to what is published', () => {
        expect(['faithful', 'reconstruction', 'approximation', 'ours']).toContain(method.fidelity(parsed()));
      });

      test.each(questions)('it answers $task questions the same again, from what it found', async (asked) => {
        const first = await play(method, parsed(), asked, {});
        const again = await play(method, parsed(), asked, {});
        expect(again.answer).toEqual(first.answer);
        for (const { passage } of first.answer.evidence) expect([...first.found]).toContain(passage.id);
        if (!method.retrieves) expect(first.answer.evidence).toEqual([]);
        expect(first.calls).toBeLessThan(mostCalls);
      });

      test.each(['nothing', 'noise', 'controls'] as const)('it answers models that say %s', async (talk) => {
        const { answer, calls } = await play(method, parsed(), question, { talk });
        expect(typeof answer.text).toBe('string');
        expect(calls).toBeLessThan(mostCalls);
      });

      test('it answers where nothing is found', async () => {
        const { answer } = await play(method, parsed(), question, { corpus: [] });
        expect(answer.evidence).toEqual([]);
      });

      test.each([{ calls: 1 }, { calls: 2 }, { calls: 3 }, { outputTokens: 40 }, { contextTokens: 600 }])(
        'it answers within the budget %o',
        async (budget) => {
          if (method.opaque === true) return;
          const { answer, spent } = await play(method, parsed(), question, { budget });
          expect(typeof answer.text).toBe('string');
          expect(spent.calls).toBeLessThanOrEqual(budget.calls ?? Infinity);
          expect(spent.outputTokens).toBeLessThanOrEqual(budget.outputTokens ?? Infinity);
          expect(spent.promptTokens).toBeLessThanOrEqual(budget.contextTokens ?? Infinity);
        },
      );

      test.runIf(method.retrieves || Object.keys(method.roles).length > 0)(
        'it stops when it is told to',
        async () => {
          const told = new RagstoneError('interrupted', 'told to stop');
          const stopped = play(method, parsed(), question, { signal: AbortSignal.abort(told) });
          await expect(stopped).rejects.toBe(told);
        },
      );
    },
  );
}

async function play<S, R extends Roles>(
  method: MethodDefinition<S, R>,
  settings: S,
  asked: Asked,
  given: {
    readonly talk?: Talk;
    readonly corpus?: readonly Passage[];
    readonly budget?: Budget;
    readonly signal?: AbortSignal;
  },
): Promise<{
  readonly answer: Answer;
  readonly found: ReadonlySet<string>;
  readonly calls: number;
  readonly spent: { readonly calls: number; readonly promptTokens: number; readonly outputTokens: number };
}> {
  const found = new Set<string>();
  const roles = method.needs?.(settings) ?? Object.keys(method.roles);
  const backend = talkingBackend(given.talk ?? 'words');
  const bound = recordTools<R>({
    retriever: method.retrieves ? shuffling(given.corpus ?? corpus, found) : undefined,
    backends: Object.fromEntries(roles.map((role) => [role, backend])),
    budget: given.budget ?? {},
    random: keyedRandom(1, 'conformance'),
    signal: given.signal ?? new AbortController().signal,
    keep: (text) => text,
  });
  const answer = await method.answer(asked, bound.tools, settings);
  const spent = bound.spending.spent();
  return { answer, found, calls: spent.calls, spent };
}

/** Finds passages in an order that depends on the query alone. */
function shuffling(passages: readonly Passage[], found: Set<string>): Retriever {
  return {
    fingerprint: { retriever: 'conformance' },
    async search(query, k, signal) {
      signal.throwIfAborted();
      const ranked = passages
        .map((passage) => ({ passage, score: keyedRandom(1, query, passage.id).unit() }))
        .sort((a, b) => b.score - a.score)
        .slice(0, k);
      for (const { passage } of ranked) found.add(passage.id);
      return ranked;
    },
    async [Symbol.asyncDispose]() {},
  };
}
