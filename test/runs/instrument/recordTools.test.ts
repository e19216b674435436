import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Backend } from '../../../src/ports/backend.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import type { Prompt } from '../../../src/ports/prompt.ts';
import { rerank as rerankRetriever } from '../../../src/retrieval/retrievers/rerank.ts';
import { recordTools, type RecordContext } from '../../../src/runs/instrument/recordTools.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { part } from '../../retrieval/ranking.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

type Roles = { readonly reader: 'generate'; readonly ranker: 'rerank' };

function bind(
  options: { readonly reader?: Backend; readonly budget?: Budget } & Partial<RecordContext> = {},
) {
  const reader = options.reader ?? scriptedBackend({ say: () => 'an answer' });
  return recordTools<Roles>({
    retriever: listRetriever(passagesNamed('a', 'b', 'c', 'd')),
    backends: { reader, ranker: scriptedBackend({ score: (_query, text) => text.length }) },
    budget: {},
    random: keyedRandom(1, 'test'),
    signal: new AbortController().signal,
    keep: (text) => `#${text}`,
    ...options,
  });
}

const prompt: Prompt = { kind: 'text', parts: [{ text: 'one two three' }] };

describe('retrieve', () => {
  test('records query, k, and passages by reference', async () => {
    const bound = bind();
    await bound.tools.retrieve('query', 2);
    expect(bound.steps.steps).toMatchObject([
      {
        kind: 'retrieve',
        query: 'query',
        k: 2,
        found: [
          { id: 'a', title: 'A', score: 4, text: '#Text of a.' },
          { id: 'b', title: 'B', score: 3, text: '#Text of b.' },
        ],
      },
    ]);
    expect(bound.spending.spent().searches).toBe(1);
  });

  test('leaves passages out and still finds k', async () => {
    const found = await bind().tools.retrieve('query', 2, { without: new Set(['a', 'c']) });
    expect(found.map((ranked) => ranked.passage.id)).toEqual(['b', 'd']);
  });

  test('rewords every query in an environment that says so', async () => {
    const retriever = listRetriever([]);
    await bind({ retriever, rewordQuery: (query) => query.toUpperCase() }).tools.retrieve('query', 1);
    expect(retriever.queries).toEqual(['QUERY']);
  });

  test('the first search stays the list "first"', async () => {
    const bound = bind();
    await bound.tools.retrieve('x', 1);
    await bound.tools.retrieve('y', 3);
    expect(bound.lists.finish([]).first.map((ranked) => ranked.passage.id)).toEqual(['a']);
  });

  test('keeps what each turn goes on with, or else what it found', async () => {
    const bound = bind();
    await bound.tools.within('turn', 'one', async (turn) => {
      turn.keep((await turn.retrieve('x', 3)).slice(1, 2));
    });
    await bound.tools.within('turn', 'two', (turn) => turn.retrieve('y', 1));
    const turns = bound.lists.finish([]).turns?.map((held) => held.map(({ passage }) => passage.id));
    expect(turns).toEqual([['b'], ['a']]);
  });

  test('there are no turns where none was taken', async () => {
    const bound = bind();
    await bound.tools.retrieve('x', 1);
    expect(bound.lists.finish([])).not.toHaveProperty('turns');
  });

  test('stops at once when the run is stopped', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(bind({ signal: stopped }).tools.retrieve('x', 1)).rejects.toThrow('stopped');
  });
});

describe('generate', () => {
  test('counts calls and tokens', async () => {
    const bound = bind();
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    expect(bound.spending.spent()).toEqual({ calls: 2, searches: 0, promptTokens: 6, outputTokens: 4 });
  });

  test('a call past the budget is refused and not made', async () => {
    const reader = scriptedBackend({ say: () => 'x' });
    const bound = bind({ reader, budget: { calls: 1 } });
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    await expect(bound.tools.generate('reader', { prompt, maxTokens: 8 })).rejects.toMatchObject({
      code: 'budget',
    });
    expect(reader.asked).toHaveLength(1);
    expect(bound.tools.left().calls).toBe(0);
  });

  test('calls side by side cannot pass the budget together', async () => {
    const reader = scriptedBackend({ say: () => 'x' });
    const bound = bind({ reader, budget: { calls: 2 } });
    const calls = Array.from({ length: 5 }, () => bound.tools.generate('reader', { prompt, maxTokens: 8 }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(2);
    expect(reader.asked).toHaveLength(2);
  });

  test('the output budget caps what a call may write', async () => {
    const reader = scriptedBackend({ say: () => 'one two' });
    const bound = bind({ reader, budget: { outputTokens: 3 } });
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    expect(reader.asked.map((request) => request.maxTokens)).toEqual([3, 1]);
  });

  test('a prompt over the context budget is refused before it is sent', async () => {
    const reader = scriptedBackend({ say: () => 'x' });
    const bound = bind({ reader, budget: { contextTokens: 2 } });
    await expect(bound.tools.generate('reader', { prompt, maxTokens: 8 })).rejects.toThrow(
      /budget of 2 contextTokens/,
    );
    expect(reader.asked).toHaveLength(0);
  });

  test('a failed call gives its share of the budget back', async () => {
    const reader: Backend = { ...scriptedBackend({}), generate: () => Promise.reject(new Error('down')) };
    const bound = bind({ reader, budget: { calls: 1 } });
    await expect(bound.tools.generate('reader', { prompt, maxTokens: 8 })).rejects.toThrow('down');
    expect(bound.tools.left().calls).toBe(1);
  });

  test('waiting and retries are counted apart', async () => {
    const served = { by: 'model', queuedMs: 3, ms: 5, retries: [{ because: '503', waitedMs: 2 }] } as const;
    const reader = scriptedBackend({ served });
    const bound = bind({
      reader: {
        ...reader,
        generate: async (request, signal) => {
          await sleep(8);
          return reader.generate(request, signal);
        },
      },
    });
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    expect(bound.waited()).toBeCloseTo(5, 6);
    await Promise.all([1, 2].map(() => bound.tools.generate('reader', { prompt, maxTokens: 8 })));
    // Side by side they wait at the same time, and while one works the other only waits.
    expect(bound.waited()).toBeLessThan(15);
  });

  test('an answer from a cache leaves no latency', async () => {
    const bound = bind({ reader: scriptedBackend({ served: { by: 'cache', key: 'k' } }) });
    expect(bound.live()).toBe(true);
    await bound.tools.generate('reader', { prompt, maxTokens: 8 });
    expect(bound.live()).toBe(false);
  });
});

describe('fit', () => {
  const build = (shown: readonly { readonly passage: { readonly text: string } }[]): Prompt => ({
    kind: 'text',
    parts: [{ text: 'question' }, ...shown.map(({ passage }) => ({ text: passage.text }))],
  });

  test('drops whole last passages until the prompt fits, and records it', async () => {
    const bound = bind({ reader: scriptedBackend({ contextTokens: 12 }) });
    const found = await bound.tools.retrieve('x', 4);
    const { shown } = await bound.tools.fit('reader', found, build, 4);
    expect(shown.map((ranked) => ranked.passage.id)).toEqual(['a', 'b']);
    expect(bound.steps.steps.at(-1)).toMatchObject({ kind: 'fit', offered: 4, shown: 2 });
    expect(bound.lists.finish([]).shown).toHaveLength(2);
  });

  test('leaves room in the budget, but not in the context, for a prompt that has to follow', async () => {
    const reader = scriptedBackend({ contextTokens: 14 });
    const shownUnder = async (budget: Budget) => {
      const bound = bind({ reader, budget });
      const found = await bound.tools.retrieve('x', 4);
      return (await bound.tools.fit('reader', found, build, 1, prompt)).shown.length;
    };
    expect(await shownUnder({})).toBe(4);
    expect(await shownUnder({ contextTokens: 13 })).toBe(3);
    expect(await shownUnder({ contextTokens: 10 })).toBe(2);
  });

  test('fails when the prompt does not fit without passages', async () => {
    const bound = bind({ reader: scriptedBackend({ contextTokens: 4 }) });
    await expect(bound.tools.fit('reader', [], build, 4)).rejects.toMatchObject({ code: 'context-overflow' });
  });

  test('shows everything where tokens cannot be counted', async () => {
    const bound = bind({ reader: scriptedBackend({ contextTokens: 1, countTokens: false }) });
    const found = await bound.tools.retrieve('x', 4);
    expect((await bound.tools.fit('reader', found, build, 4)).shown).toHaveLength(4);
  });
});

describe('the other tools', () => {
  test('rerank orders by the scores and records the call', async () => {
    const bound = bind();
    const found = [
      { passage: { id: 's', title: '', text: 'short' }, score: 2 },
      { passage: { id: 'l', title: '', text: 'much longer' }, score: 1 },
    ];
    const ranked = await bound.tools.rerank('ranker', 'q', found);
    expect(ranked.map(({ passage, score }) => [passage.id, score])).toEqual([
      ['l', 11],
      ['s', 5],
    ]);
    expect(bound.steps.steps).toMatchObject([{ kind: 'rerank', role: 'ranker', texts: 2 }]);
  });

  test('rerank shows what the retriever of that name shows', async () => {
    const seen: string[] = [];
    const ranker = scriptedBackend({ score: (query, text) => seen.push(`${query}: ${text}`) });
    const passages = [
      { passage: { id: '1', title: 'Oslo', text: 'A fjord.' }, score: 2 },
      { passage: { id: '2', title: '', text: 'No title.' }, score: 1 },
    ];
    await bind({ backends: { ranker } }).tools.rerank('ranker', 'q', passages);
    const byTool = seen.splice(0);
    const settings = rerankRetriever.settings.parse({});
    const retriever = rerankRetriever.combine([part(passages)], settings, { reranker: ranker });
    await retriever.search('q', 2, new AbortController().signal);
    expect(byTool).toEqual(['q: Oslo\nA fjord.', 'q: No title.']);
    expect(seen).toEqual(byTool);
  });

  test('within nests the steps of a stage, also of one that fails', async () => {
    const bound = bind();
    await bound.tools.within('turn', 'first', async (tools) => {
      tools.decide('go on', 'yes', { score: 0.7 });
    });
    await expect(
      bound.tools.within('turn', 'second', async (tools) => {
        tools.decide('go on', 'no', {});
        throw new Error('lost');
      }),
    ).rejects.toThrow('lost');
    expect(bound.steps.steps).toMatchObject([
      {
        kind: 'within',
        stage: 'turn',
        label: 'first',
        steps: [{ kind: 'decide', chosen: 'yes', because: { score: 0.7 } }],
      },
      { kind: 'within', stage: 'turn', label: 'second', steps: [{ kind: 'decide', chosen: 'no' }] },
    ]);
  });

  test('shown is every passage shown, in order of first sight, the evidence included', async () => {
    const bound = bind();
    const found = await bound.tools.retrieve('x', 3);
    await bound.tools.fit('reader', found.slice(1, 3), () => prompt, 4);
    const { shown, evidence } = bound.lists.finish(found.slice(0, 2));
    expect(shown.map((ranked) => ranked.passage.id)).toEqual(['b', 'c', 'a']);
    expect(evidence.map((ranked) => ranked.passage.id)).toEqual(['a', 'b']);
  });
});
