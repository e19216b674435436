import { describe, expect, test } from 'vitest';
import { imRag } from '../../../src/methods/im-rag.ts';
import { readAnswer, readQuery, readVerdict } from '../../../src/methods/im-rag/readReply.ts';
import type { GenerateRequest } from '../../../src/ports/backend.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { passagesNamed } from '../../support/listRetriever.ts';
import { queryRetriever } from '../../support/queryRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

/** What is asked of a model, told by its prompt. */
function taskOf({ prompt }: GenerateRequest): 'query' | 'decide' | 'answer' | 'rank' {
  const text = promptText(prompt);
  if (text.includes('Rank all passages')) return 'rank';
  if (text.includes('search_query')) return 'query';
  return text.includes('Reply 1 if') ? 'decide' : 'answer';
}

async function play(told: {
  readonly queries: readonly string[];
  readonly verdicts?: readonly string[];
  readonly rankings?: readonly string[];
  readonly answer?: string;
  readonly finds: Readonly<Record<string, readonly string[]>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly budget?: Budget;
}) {
  const calls: string[] = [];
  const turns = { query: 0, decide: 0, rank: 0 };
  const model = scriptedBackend({
    say: (request) => {
      const task = taskOf(request);
      calls.push(task);
      if (task === 'query') return told.queries[turns.query++] ?? 'nothing more';
      if (task === 'decide') return told.verdicts?.[turns.decide++] ?? '0';
      if (task === 'rank') return told.rankings?.[turns.rank++] ?? '[1]';
      return told.answer ?? 'Answer: Oslo\nRationale: d3 says so.';
    },
    score: (_, text) => (text.includes('d2') ? 2 : 1),
  });
  const retriever = queryRetriever(passagesNamed('d1', 'd2', 'd3', 'd4'), (query) => told.finds[query] ?? []);
  const bound = bindMethod<typeof imRag.roles>({
    retriever,
    backends: { questioner: model, answerer: model, refiner: model, reranker: model },
    ...(told.budget !== undefined && { budget: told.budget }),
  });
  const settings = imRag.settings.parse({ refiner: 'none', ...told.settings });
  const answer = await imRag.answer({ text: 'Where?', task: 'open' }, bound.tools, settings);
  const { turns: held } = bound.lists.finish(answer.evidence);
  return {
    answer,
    calls,
    searched: retriever.queries,
    evidence: answer.evidence.map(({ passage }) => passage.id),
    held: held?.map((turn) => turn.map(({ passage }) => passage.id)),
    prompts: model.asked.map(({ prompt }) => promptText(prompt)),
    spent: bound.spending.spent(),
  };
}

const json = (query: string) => JSON.stringify({ search_query: query });

describe('im-rag, the monologue', () => {
  test('asks, finds, judges, asks again, and answers from all of it', async () => {
    const played = await play({
      queries: [json('Harrow Mills founder'), json('Ida Brandt')],
      verdicts: ['0', '1'],
      finds: { 'Harrow Mills founder': ['d1', 'd2'], 'Ida Brandt': ['d3', 'd4'] },
    });
    expect(played.calls).toEqual(['query', 'decide', 'query', 'decide', 'answer']);
    expect(played.searched).toEqual(['Harrow Mills founder', 'Ida Brandt']);
    expect(played.evidence).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(played.held).toEqual([
      ['d1', 'd2'],
      ['d3', 'd4'],
    ]);
    expect(played.answer).toMatchObject({ text: 'Oslo', stopped: 'enough' });
    expect(played.prompts.at(-1)).toContain(
      'Question: Where?\nQuery: Harrow Mills founder\nRetrieved Document: Title: D1 Content: Text of d1.\nTitle: D2 Content: Text of d2.\nQuery: Ida Brandt\n',
    );
  });

  test('a passage that was seen is not found again, and a turn without news ends it', async () => {
    const played = await play({
      queries: [json('a'), json('b')],
      finds: { a: ['d1', 'd2'], b: ['d2', 'd1'] },
    });
    expect(played.held).toEqual([['d1', 'd2'], []]);
    expect(played.answer.stopped).toBe('nothing new');
  });

  test('a query that was asked, in other case and spaces, ends it without a search', async () => {
    const played = await play({
      queries: [json('Ida  Brandt'), json('ida brandt')],
      finds: { 'Ida  Brandt': ['d1'] },
    });
    expect(played.searched).toHaveLength(1);
    expect(played.answer.stopped).toBe('repeated query');
  });

  test('it ends after so many turns, whatever the judge says', async () => {
    const played = await play({
      queries: ['a', 'b', 'c'].map(json),
      finds: { a: ['d1'], b: ['d2'], c: ['d3'] },
      settings: { maxTurns: 2 },
    });
    expect(played.searched).toEqual(['a', 'b']);
    expect(played.answer.stopped).toBe('max turns');
  });

  test('without a stop rule nobody is asked whether it is enough', async () => {
    const played = await play({
      queries: ['a', 'b'].map(json),
      finds: { a: ['d1'], b: ['d2'] },
      settings: { maxTurns: 2, stop: 'never' },
    });
    expect(played.calls).toEqual(['query', 'query', 'answer']);
  });

  test('the listwise Refiner keeps what it ranks first', async () => {
    const played = await play({
      queries: [json('a')],
      verdicts: ['1'],
      rankings: ['[3] > [1] > [2]'],
      finds: { a: ['d1', 'd2', 'd3'] },
      settings: { refiner: 'listwise' },
    });
    expect(played.calls).toEqual(['query', 'rank', 'decide', 'answer']);
    expect(played.evidence).toEqual(['d3', 'd1']);
  });

  test('the pointwise Refiner keeps what scores best', async () => {
    const played = await play({
      queries: [json('a')],
      verdicts: ['1'],
      finds: { a: ['d1', 'd2', 'd3'] },
      settings: { refiner: 'pointwise', keep: 1 },
    });
    expect(played.evidence).toEqual(['d2']);
  });
});

describe('im-rag, trained on monologues', () => {
  test('goes on with the monologue, and a switch of role ends it', async () => {
    const said = [' Harrow Mills\nRetrieved', 'ANSWER', ' Oslo\nQuestion'];
    const model = scriptedBackend({ say: (_, call) => said[call] ?? '' });
    const { tools } = bindMethod<typeof imRag.roles>({
      retriever: queryRetriever(passagesNamed('d1'), () => ['d1']),
      backends: { questioner: model, answerer: model, refiner: model, reranker: model },
    });
    const settings = imRag.settings.parse({ variant: 'trained', prompt: 'text', refiner: 'none' });
    const answer = await imRag.answer({ text: 'Where?', task: 'open' }, tools, settings);
    expect(answer).toMatchObject({ text: 'Oslo', stopped: 'role switch' });
    expect(model.asked.map(({ prompt }) => promptText(prompt))).toEqual([
      'Question: Where?\nQuery:',
      'Question: Where?\nQuery: Harrow Mills\nRetrieved Document: Title: D1 Content: Text of d1.\nQuery:',
      'Question: Where?\nQuery: Harrow Mills\nRetrieved Document: Title: D1 Content: Text of d1.\nAnswer:',
    ]);
    expect(model.asked[0]).toMatchObject({ stop: ['\n'], temperature: 0 });
  });
});

test.each([
  ['switch', 'prompted', 'reply ANSWER in place of a query', 'ANSWER', 'role switch'],
  ['judge', 'trained', 'Enough:', '1', 'enough'],
] as const)('with the rule %s it (%s) is told how to end', async (stop, variant, told, says, stopped) => {
  const prompts: string[] = [];
  const model = scriptedBackend({
    say: ({ prompt }) => {
      const text = promptText(prompt);
      prompts.push(text);
      const isEnd = text.includes('Retrieved Document:') && text.includes(told);
      return isEnd ? says : `query ${prompts.length}`;
    },
  });
  const { tools } = bindMethod<typeof imRag.roles>({
    retriever: queryRetriever(passagesNamed('d1', 'd2'), () => ['d1', 'd2']),
    backends: { questioner: model, answerer: model, refiner: model, reranker: model },
  });
  const settings = imRag.settings.parse({ stop, variant, refiner: 'none', keep: 1 });
  const answer = await imRag.answer({ text: 'Where?', task: 'open' }, tools, settings);
  expect(answer.stopped).toBe(stopped);
  expect(prompts.at(-1)).not.toContain(told);
});

describe('im-rag at the limit of its budget', () => {
  test.each([1, 2, 3, 4])('%i calls', async (calls) => {
    const played = await play({
      queries: ['a', 'b', 'c'].map(json),
      rankings: ['[2] > [1] > [3]'],
      finds: { a: ['d1', 'd2', 'd3'], b: ['d4'] },
      settings: { refiner: 'listwise' },
      budget: { calls },
    });
    expect(played.calls.at(-1)).toBe('answer');
    expect(played.spent.calls).toBeLessThanOrEqual(calls);
    expect(played.answer).toMatchObject({ text: 'Oslo', stopped: 'budget' });
  });

  test.each([60, 90, 120, 150, 200, 300, 400])(
    'the answer has room among %i context tokens',
    async (contextTokens) => {
      const played = await play({
        queries: ['a', 'b', 'c'].map(json),
        rankings: ['[2] > [1] > [3]'],
        finds: { a: ['d1', 'd2', 'd3'], b: ['d4'] },
        settings: { refiner: 'listwise' },
        budget: { contextTokens },
      });
      expect(played.answer).toMatchObject({ text: 'Oslo', stopped: 'budget' });
      expect(played.spent.promptTokens).toBeLessThanOrEqual(contextTokens);
    },
  );

  test('without any room there is no answer, and it says why', async () => {
    const played = await play({ queries: [], finds: {}, budget: { contextTokens: 5 } });
    expect(played.calls).toEqual([]);
    expect(played.answer).toMatchObject({ text: '', stopped: 'budget' });
  });

  test('the output tokens of the answer are kept back', async () => {
    const played = await play({
      queries: [json('a')],
      finds: { a: ['d1'] },
      settings: { queryTokens: 8, answerTokens: 8 },
      budget: { outputTokens: 8 },
    });
    expect(played.calls).toEqual(['answer']);
  });
});

describe('replies', () => {
  test.each([
    ['{"search_query": "Ida Brandt", "reasoning": "x"}', 'Ida Brandt'],
    ['```json\n{"search_query": "a b"}\n```', 'a b'],
    ['Harrow Mills founder', 'Harrow Mills founder'],
    ['{"query": "x"}', '{"query": "x"}'],
    ['', ''],
  ])('the query of %j is %j', (reply, query) => {
    expect(readQuery(reply)).toBe(query);
  });

  test.each([
    ['1', true],
    ['1.', true],
    [' 0\n', false],
    ['Accept', undefined],
  ])('the verdict %j is %j', (reply, verdict) => {
    expect(readVerdict(reply)).toBe(verdict);
  });

  test.each([
    ['Answer: Oslo\nRationale: she was born there.', 'Oslo', true],
    ['**Answer:** Oslo\n\n**Rationale:** a\nb', 'Oslo', true],
    ['answer: St. Louis', 'St. Louis', true],
    ['Oslo, I think.\nBecause', 'Oslo, I think.', false],
    ['', '', false],
  ])('the answer of %j is %j', (reply, text, labelled) => {
    expect(readAnswer(reply)).toEqual({ text, labelled });
  });
});

test('only the Refiner that is asked for needs a model', () => {
  const needs = (refiner: string) => imRag.needs?.(imRag.settings.parse({ refiner }));
  expect(needs('none')).toEqual(['questioner', 'answerer']);
  expect(needs('listwise')).toContain('refiner');
  expect(needs('pointwise')).toContain('reranker');
});
