import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../../src/io/sha256.ts';
import type { Manifest, ManifestEnvironment } from '../../src/ports/manifest.ts';
import type { QuestionRecord, Scores } from '../../src/ports/record.ts';
import type { PassageRef, Step } from '../../src/ports/step.ts';

/** What a question becomes in a run that was made up; everything has a default. */
type MadeRecord = Partial<Omit<Extract<QuestionRecord, { status: 'answered' }>, 'status'>> &
  (
    | { readonly status?: 'answered' }
    | Pick<Extract<QuestionRecord, { status: 'failed' }>, 'status' | 'failure' | 'scores'>
    | Pick<Extract<QuestionRecord, { status: 'skipped' }>, 'status' | 'because'>
  );

export interface MadeRun {
  readonly questions: number;
  readonly systems: readonly string[];
  /** Default: `original` alone. */
  readonly environments?: readonly Pick<ManifestEnvironment, 'id' | 'changes'>[];
  readonly scorers?: readonly string[];
  readonly repeats?: number;
  readonly manifest?: Partial<Manifest>;
  /** `undefined` = no record was written. */
  readonly record: (at: {
    readonly system: string;
    readonly environment: string;
    readonly repeat: number;
    readonly position: number;
  }) => MadeRecord | undefined;
}

const DATASET = 'made';

export function passage(id: string, title = `Title of ${id}`): PassageRef {
  return { id, title, score: 1, text: textHash(id) };
}

/** The steps of a search and a reading that took 10 ms. */
export function twoSteps(found: readonly PassageRef[]): readonly Step[] {
  return [
    { kind: 'retrieve', at: 0, ms: 4, query: 'asked', k: found.length, found },
    { kind: 'within', stage: 'read', label: 'reading', at: 4, ms: 6, steps: [] },
  ];
}

/** Writes a run's folder: manifest, records, questions and texts, as a real run leaves them. */
export async function makeRun(folder: string, made: MadeRun): Promise<Manifest> {
  const environments = made.environments ?? [{ id: 'original', changes: 'nothing' as const }];
  const ids = Array.from({ length: made.questions }, (_, position) => `q${position}`);
  const manifest = manifestOf(made, environments, ids);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'run.json'), JSON.stringify(manifest));
  const texts = new Map<string, string>();
  for (const cell of manifest.cells) {
    const records = ids.flatMap((question, position) => {
      const own = made.record({ ...cell, position });
      return own === undefined ? [] : [recordOf(own, { cell: cell.id, question, position })];
    });
    for (const record of records) {
      if (record.status !== 'answered') continue;
      for (const { id, text } of record.lists.evidence) texts.set(text, `The text of ${id}.`);
    }
    await writeLines(path.join(folder, `${cell.id}.main.jsonl`), records);
  }
  await writeLines(
    path.join(folder, `questions.${DATASET}.jsonl`),
    ids.map((id) => ({
      id,
      asked: { text: `What is ${id}?`, task: 'open' },
      gold: { answers: [['right']] },
      slices: {},
    })),
  );
  await writeLines(
    path.join(folder, 'texts.main.jsonl'),
    [...texts].map(([hash, text]) => ({ hash, text })),
  );
  return manifest;
}

function recordOf(
  made: MadeRecord,
  {
    cell,
    question,
    position,
  }: { readonly cell: string; readonly question: string; readonly position: number },
): QuestionRecord {
  const head = {
    cell,
    question,
    text: `What is ${question}?`,
    slices: {},
    position,
    warmup: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    steps: [],
    ...made,
  };
  if (made.status === 'failed' || made.status === 'skipped') return head as QuestionRecord;
  const answered: QuestionRecord = {
    answer: { text: 'an answer' },
    lists: { first: [], evidence: [], shown: [] },
    scores: {} satisfies Scores,
    spent: { calls: 0, searches: 1, promptTokens: 0, outputTokens: 0 },
    ms: { total: 10, working: 10 },
    ...head,
    status: 'answered',
  };
  return answered;
}

function manifestOf(
  made: MadeRun,
  environments: NonNullable<MadeRun['environments']>,
  ids: readonly string[],
): Manifest {
  const repeats = made.repeats ?? 1;
  return {
    ragstone: 1,
    version: '0.1.0',
    id: '2026-01-01-made',
    name: 'made',
    status: 'complete',
    started: '2026-01-01T00:00:00.000Z',
    finished: '2026-01-01T00:01:00.000Z',
    machine: {
      platform: 'linux',
      arch: 'x64',
      cpu: 'a processor',
      cores: 2,
      memoryBytes: 2 ** 33,
      node: 'v24',
      device: 'unknown',
    },
    experiment: {},
    experimentHash: 'e'.repeat(64),
    seed: 42,
    concurrency: 1,
    models: [],
    repeats,
    reference: made.systems[0] ?? '',
    datasets: [
      {
        id: DATASET,
        name: DATASET,
        split: 'dev',
        purpose: 'test',
        files: [{ name: 'made.json', bytes: 12 }],
        sample: { kind: 'all' },
        ids,
        sha256: 'd'.repeat(64),
        scorers: made.scorers ?? ['em/hotpot@1', 'f1/hotpot@1'],
        nativeScorers: ['em/hotpot@1', 'f1/hotpot@1'],
      },
    ],
    retrievers: [
      { id: 'bm25', dataset: DATASET, environment: 'original', fingerprint: { retriever: 'bm25', k1: 0.9 } },
    ],
    systems: made.systems.map((id) => ({
      id,
      method: 'made-up',
      summary: 'a method that was made up',
      fidelity: 'ours',
      source: 'bm25',
      fit: { fits: 'full' },
      settings: { k: 5 },
      settingsHash: 'abcdef0123456789',
      roles: {},
    })),
    environments: environments.map((environment) => ({
      summary: `the ${environment.id} environment`,
      ...environment,
    })),
    cells: made.systems.flatMap((system) =>
      environments.flatMap(({ id: environment }) =>
        Array.from({ length: repeats }, (_, repeat) => ({
          id: `${system}.${environment}.${repeat}`.replaceAll(/[^\w.-]/g, '_'),
          system,
          dataset: DATASET,
          environment,
          repeat,
        })),
      ),
    ),
    warnings: [],
    ...(made.manifest as Manifest | undefined),
  };
}

function textHash(id: string): string {
  return sha256(id).slice(0, 16);
}

async function writeLines(file: string, values: readonly unknown[]): Promise<void> {
  await writeFile(file, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}
