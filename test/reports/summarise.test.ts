import { describe, expect, test } from 'vitest';
import { summarise } from '../../src/reports/summarise.ts';
import type { CellSummary, DatasetSummary } from '../../src/reports/summary.ts';
import { mcnemar } from '../../src/statistics/mcnemar.ts';
import { makeRun, passage, twoSteps, type MadeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const EM = 'em/hotpot@1';
const F1 = 'f1/hotpot@1';

async function summaryOf(made: MadeRun, reference?: string): Promise<DatasetSummary> {
  const folder = await temporaryFolder();
  await makeRun(folder, made);
  const { datasets } = await summarise(folder, reference === undefined ? {} : { reference });
  const [dataset] = datasets;
  if (dataset === undefined) throw new Error('The run has no dataset.');
  return dataset;
}

function cellOf(dataset: DatasetSummary, system: string, environment = 'original'): CellSummary {
  const cell = dataset.cells.find((one) => one.system === system && one.environment === environment);
  if (cell === undefined) throw new Error(`There is no cell of ${system}.`);
  return cell;
}

const scored = (em: number, f1 = em): { readonly scores: Record<string, number> } => ({
  scores: { [EM]: em, [F1]: f1 },
});
const infrastructure = {
  status: 'failed',
  failure: { code: 'backend', side: 'infrastructure', message: 'down' },
  scores: {},
} as const;
const method = {
  status: 'failed',
  failure: { code: 'unparsable', side: 'method', message: 'no answer' },
  scores: { [EM]: 0, [F1]: 0 },
} as const;

describe('counts and means', () => {
  test('a failure of the method counts 0, one of the infrastructure is left out and the cell incomplete', async () => {
    const dataset = await summaryOf({
      questions: 5,
      systems: ['a'],
      record: ({ position }) => [scored(1), scored(1), method, infrastructure, undefined][position],
    });
    const { counts, scores } = cellOf(dataset, 'a');
    expect(counts).toEqual({
      expected: 5,
      attempted: 3,
      answered: 2,
      failedByMethod: 1,
      failedByInfrastructure: 1,
      missing: 1,
      empty: 0,
      skipped: {},
    });
    expect(scores[EM]).toMatchObject({ mean: 2 / 3, n: 3, answered: 2 });
  });

  test('skipped questions and those that a measure does not apply to are counted with their reason', async () => {
    const dataset = await summaryOf({
      questions: 4,
      systems: ['a'],
      record: ({ position }) =>
        position === 0
          ? { status: 'skipped', because: 'no-gold' }
          : { scores: { [EM]: position === 1 ? { notApplicable: 'no gold answer' } : 1 } },
    });
    const { counts, scores } = cellOf(dataset, 'a');
    expect(counts).toMatchObject({ attempted: 3, skipped: { 'no-gold': 1 } });
    expect(scores[EM]).toMatchObject({ mean: 1, n: 2, notApplicable: { 'no gold answer': 1 } });
    expect(scores[F1]).toBeUndefined();
  });

  test('an answer of white space is an answer, and counted as empty', async () => {
    const dataset = await summaryOf({
      questions: 2,
      systems: ['a'],
      record: ({ position }) => ({ answer: { text: position === 0 ? ' \n' : 'x' }, ...scored(position) }),
    });
    expect(cellOf(dataset, 'a').counts).toMatchObject({ answered: 2, empty: 1 });
  });

  test('an interval holds the mean and is missing for a single question', async () => {
    const record = ({ position }: { readonly position: number }) => scored(position % 2);
    const many = cellOf(await summaryOf({ questions: 40, systems: ['a'], record }), 'a').scores[EM];
    expect(many?.interval?.low).toBeGreaterThan(0.2);
    expect(many?.interval?.low).toBeLessThan(0.5);
    expect(many?.interval?.high).toBeGreaterThan(0.5);
    const one = cellOf(await summaryOf({ questions: 1, systems: ['a'], record }), 'a').scores[EM];
    expect(one).toMatchObject({ mean: 0, interval: null });
  });

  test('repeats of a question are one cluster: three equal ones give the interval of one', async () => {
    const made = {
      questions: 30,
      systems: ['a'],
      record: ({ position }: { position: number }) => scored(position % 2),
    };
    const once = cellOf(await summaryOf(made), 'a').scores[EM];
    const thrice = cellOf(await summaryOf({ ...made, repeats: 3 }), 'a');
    expect(thrice).toMatchObject({ repeats: 3, counts: { expected: 90, answered: 90 } });
    expect(thrice.scores[EM]?.n).toBe(90);
    expect(thrice.scores[EM]?.interval?.low).toBeCloseTo(once?.interval?.low ?? Number.NaN, 12);
    expect(thrice.scores[EM]?.interval?.high).toBeCloseTo(once?.interval?.high ?? Number.NaN, 12);
  });
});

describe('latency and work', () => {
  test('warm-up and answers that no model gave have no latency, and are counted', async () => {
    const dataset = await summaryOf({
      questions: 30,
      systems: ['a'],
      record: ({ position }) => ({
        warmup: position < 3,
        ms: position === 29 ? null : { total: 100 + position, working: position },
        steps: twoSteps([passage('p')]),
      }),
    });
    const { latency } = cellOf(dataset, 'a');
    expect(latency).toMatchObject({ n: 26, notTimed: 1, warmup: 3 });
    expect(latency.working).toEqual({ mean: 15.5, p50: 15.5, p90: null, p95: null, p99: null });
    expect(latency.stages).toEqual({ read: 6, retrieve: 4, other: 105.5 });
    expect(latency.allWork).toEqual({ read: 6, retrieve: 4 });
  });

  test('without a timed record there are no percentiles', async () => {
    const dataset = await summaryOf({ questions: 2, systems: ['a'], record: () => ({ ms: null }) });
    expect(cellOf(dataset, 'a').latency).toMatchObject({ n: 0, notTimed: 2, working: null, stages: {} });
  });

  test('work is the mean over answered questions', async () => {
    const dataset = await summaryOf({
      questions: 3,
      systems: ['a', 'b'],
      record: ({ system, position }) => {
        if (system === 'b' || position === 2) return method;
        const list = [passage('p1'), passage('p2')].slice(position);
        return {
          spent: { calls: position, searches: 2, promptTokens: 10, outputTokens: 3 },
          lists: { first: list, evidence: list, shown: [passage('p1'), passage('p2')] },
        };
      },
    });
    expect(cellOf(dataset, 'a').work).toEqual({
      calls: 0.5,
      searches: 2,
      promptTokens: 10,
      outputTokens: 3,
      evidencePassages: 1.5,
      shownPassages: 2,
    });
    expect(cellOf(dataset, 'b').work.calls).toBeNull();
  });
});

describe('comparisons', () => {
  const made: MadeRun = {
    questions: 60,
    systems: ['base', 'better', 'same'],
    record: ({ system, position }) => {
      const base = position % 3 === 0 ? 1 : 0;
      const own = system === 'better' && position % 4 === 1 ? 1 : base;
      return scored(own, own === 1 ? 1 : ((position * 7) % 10) / 10 / (system === 'better' ? 2 : 1));
    },
  };

  test('0/1 measures are tested by McNemar, others by sign flips, against the first system', async () => {
    const { comparisons, reference } = await summaryOf(made);
    expect(reference).toBe('base');
    expect(comparisons.map(({ system, scorer, test: by }) => [system, scorer, by])).toEqual([
      ['better', EM, 'mcnemar'],
      ['better', F1, 'sign-flip'],
      ['same', EM, 'mcnemar'],
      ['same', F1, 'mcnemar'],
    ]);
    const [em] = comparisons;
    expect(em).toMatchObject({
      n: 60,
      wins: 10,
      losses: 0,
      ties: 50,
      difference: 10 / 60,
      p: mcnemar(10, 0),
    });
    expect(em?.interval?.low).toBeGreaterThan(0);
  });

  test('p is corrected over all comparisons of the dataset', async () => {
    const { comparisons } = await summaryOf(made);
    const smallest = Math.min(...comparisons.map(({ p }) => p ?? 1));
    const first = comparisons.find(({ p }) => p === smallest);
    expect(first?.corrected).toBeCloseTo(4 * smallest, 12);
    expect(comparisons.filter(({ system }) => system === 'same').map(({ corrected }) => corrected)).toEqual([
      1, 1,
    ]);
  });

  test('another reference can be named; the differences turn round', async () => {
    const forwards = (await summaryOf(made)).comparisons.find(
      ({ system, scorer }) => system === 'better' && scorer === F1,
    );
    const dataset = await summaryOf(made, 'better');
    const backwards = dataset.comparisons.find(({ system, scorer }) => system === 'base' && scorer === F1);
    expect(dataset.reference).toBe('better');
    expect(backwards?.difference).toBeCloseTo(-(forwards?.difference ?? Number.NaN), 12);
    expect(backwards?.interval?.low).toBeCloseTo(-(forwards?.interval?.high ?? Number.NaN), 2);
  });

  test('only questions that count for both are compared', async () => {
    const { comparisons } = await summaryOf({
      questions: 30,
      systems: ['base', 'other'],
      record: ({ system, position }) => {
        if (system === 'base' && position < 5) return infrastructure;
        if (system === 'other' && position === 29) return method;
        if (system === 'other' && position === 28) return { status: 'skipped', because: 'no-gold' };
        return scored(system === 'other' ? 1 : 0);
      },
    });
    expect(comparisons[0]).toMatchObject({ n: 24, wins: 23, ties: 1, losses: 0 });
  });

  test('an interval from other questions agrees with one from the same', async () => {
    const same = (await summaryOf(made)).comparisons[0];
    const others = (
      await summaryOf({
        ...made,
        questions: 61,
        record: (at) =>
          at.position === 60 ? (at.system === 'base' ? scored(1) : infrastructure) : made.record(at),
      })
    ).comparisons[0];
    expect(others).toMatchObject({ n: 60, difference: same?.difference, p: same?.p });
    expect(others?.interval?.low).toBeCloseTo(same?.interval?.low ?? Number.NaN, 1);
  });

  test('repeats are averaged before they are compared', async () => {
    const { comparisons } = await summaryOf({
      questions: 30,
      systems: ['base', 'other'],
      repeats: 2,
      record: ({ system, repeat }) => scored(system === 'other' ? repeat : 0),
    });
    expect(comparisons[0]).toMatchObject({ n: 30, difference: 0.5, wins: 30, test: 'sign-flip' });
  });

  test('a comparison without a common question has no p and takes no part in the correction', async () => {
    const { comparisons } = await summaryOf({
      questions: 2,
      systems: ['base', 'other', 'third'],
      record: ({ system, position }) =>
        system === 'base' || (system === 'other') === (position === 1)
          ? position === 0 || system !== 'base'
            ? scored(1)
            : infrastructure
          : infrastructure,
    });
    const other = comparisons.find(({ system }) => system === 'other');
    expect(other).toMatchObject({ n: 0, difference: null, interval: null, p: null, corrected: null });
  });
});

test('scores by slice: properties with 2 to 12 values, sorted', async () => {
  const { slices } = await summaryOf({
    questions: 40,
    systems: ['a'],
    record: ({ position }) => ({
      slices: {
        kind: position % 2 === 0 ? 'bridge' : 'comparison',
        hops: 1 + (position % 2),
        popularity: position,
        same: 'x',
      },
      ...scored(position % 2),
    }),
  });
  expect(slices.map(({ key, value, questions }) => [key, value, questions])).toEqual([
    ['hops', '1', 20],
    ['hops', '2', 20],
    ['kind', 'bridge', 20],
    ['kind', 'comparison', 20],
  ]);
  expect(slices[3]?.cells[0]?.scores[EM]).toEqual({ mean: 1, interval: { low: 1, high: 1 }, n: 20 });
});

test('the same run gives the same summary, a second time and from another folder', async () => {
  const made: MadeRun = {
    questions: 25,
    systems: ['a', 'b'],
    record: ({ system, position }) => scored(Number(system === 'a' || position % 2 === 0), position / 25),
  };
  const [first, second] = [await temporaryFolder(), await temporaryFolder()];
  await makeRun(first, made);
  await makeRun(second, made);
  const summary = await summarise(first);
  expect(await summarise(first)).toEqual(summary);
  expect(await summarise(second)).toEqual(summary);
});
