import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QuestionRecord } from '../../src/ports/record.ts';
import type { Random } from '../../src/ports/random.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { madeQuestions } from './madeQuestions.ts';
import { ragstone, startRagstone } from './ragstone.ts';

/** What was seen of a run that was killed again and again. */
export interface Killed {
  readonly kills: number;
  readonly tornLines: number;
  /** `cell question` of every line of every record file, in the end. */
  readonly keys: readonly string[];
  readonly expected: readonly string[];
  /** Records without times, of the killed run and of one that nobody disturbed. */
  readonly records: ReadonlyMap<string, unknown>;
  readonly undisturbed: ReadonlyMap<string, unknown>;
  readonly status: string;
}

/**
 * Runs two systems over `questions` questions, kills the process (SIGKILL) `kills` times when a seeded number of
 * records or bytes is on disk, tears the last line of a file at a seeded byte after every other kill, and resumes.
 */
export async function killAndResume(
  folder: string,
  kills: number,
  seed: number,
  questions: number,
): Promise<Killed> {
  const random = keyedRandom(seed, 'kill');
  const made = await madeQuestions(folder, questions);
  await writeFile(path.join(folder, 'e.yaml'), experiment(made));
  const begin = ['run', 'e.yaml', '--run', 'killed'];
  let [killed, torn] = [0, 0];
  for (let args: readonly string[] = begin; killed < kills; args = ['run', '--resume', 'killed']) {
    const running = startRagstone(args, { home: folder });
    const ended = await killWhen(folder, running, random);
    if (!ended) killed += 1;
    else if (ended.status !== 0 || args !== begin)
      throw new Error(`The run ended before it was killed:\n${ended.stderr}`);
    if (killed % 2 === 1 && (await tearALine(path.join(folder, 'results', 'killed'), random))) torn += 1;
  }
  const last = await ragstone(['run', '--resume', 'killed'], { home: folder });
  if (last.status !== 0) throw new Error(last.stderr);
  const calm = await ragstone(['run', 'e.yaml', '--run', 'calm'], { home: folder });
  if (calm.status !== 0) throw new Error(calm.stderr);
  const [records, undisturbed] = await Promise.all(
    ['killed', 'calm'].map((run) => recordsOf(path.join(folder, 'results', run))),
  );
  const manifest = JSON.parse(await readFile(path.join(folder, 'results', 'killed', 'run.json'), 'utf8')) as {
    status: string;
  };
  return {
    kills: killed,
    tornLines: torn,
    keys: records?.map(([key]) => key) ?? [],
    expected: undisturbed?.map(([key]) => key).sort() ?? [],
    records: new Map(records),
    undisturbed: new Map(undisturbed),
    status: manifest.status,
  };
}

function experiment({ questions, corpus }: { readonly questions: string; readonly corpus: string }): string {
  const method = path.resolve('test/support/slowMethod.ts');
  return `ragstone: 1
name: killed
datasets: [{ use: made, file: ${questions}, corpus: ${corpus} }]
systems:
  - { id: a, use: ${method}, settings: { k: 1, ms: 2 } }
  - { id: b, use: ${method}, settings: { k: 3, ms: 2, failsOn: Person Koba } }
environments: [original, { reword: own, on: question }]
concurrency: 3
`;
}

/** Kills the process when it has written a random number of further records or bytes. Resolves to its end if it came first. */
async function killWhen(folder: string, running: ReturnType<typeof startRagstone>, random: Random) {
  const run = path.join(folder, 'results', 'killed');
  const before = await sizes(run);
  const byRecords = random.below(2) === 0;
  const after = byRecords ? 1 + random.below(6) : 1 + random.below(6000);
  const ended = running.finished.then((end) => ({ end }));
  for (;;) {
    const first = await Promise.race([ended, sleep(1)]);
    if (first !== undefined) return first.end;
    const now = await sizes(run);
    if ((byRecords ? now.records - before.records : now.bytes - before.bytes) < after) continue;
    running.process.kill('SIGKILL');
    const { signal } = await running.finished;
    return signal === 'SIGKILL' ? undefined : running.finished;
  }
}

async function recordFiles(run: string): Promise<readonly string[]> {
  const names = await readdir(run).catch(() => []);
  return names.filter((name) => /^[ab]\..*\.jsonl$/.test(name)).map((name) => path.join(run, name));
}

async function sizes(run: string): Promise<{ readonly records: number; readonly bytes: number }> {
  const texts = await Promise.all((await recordFiles(run)).map((file) => readFile(file, 'utf8')));
  return {
    records: texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
}

/** Cuts the last line of a random record file somewhere inside, as a loss of power could. */
async function tearALine(run: string, random: Random): Promise<boolean> {
  const files = await recordFiles(run);
  const file = files[random.below(Math.max(1, files.length))];
  if (file === undefined) return false;
  const text = await readFile(file);
  const lastLine = text.length - (text.lastIndexOf(10, text.length - 2) + 1);
  if (text.length === 0) return false;
  await truncate(file, (await stat(file)).size - 1 - random.below(lastLine - 1));
  return true;
}

async function recordsOf(run: string): Promise<[string, unknown][]> {
  const texts = await Promise.all((await recordFiles(run)).map((file) => readFile(file, 'utf8')));
  return texts
    .flatMap((text) => text.split('\n').slice(0, -1))
    .map((line) => JSON.parse(line) as QuestionRecord)
    .map((record) => [`${record.cell} ${record.question}`, timeless(record)]);
}

/** A record without what differs from run to run: times, and the mark of a cold process. */
function timeless(record: QuestionRecord): unknown {
  return JSON.parse(
    JSON.stringify(record, (key, value: unknown) =>
      ['at', 'ms', 'startedAt', 'warmup'].includes(key) ? undefined : value,
    ),
  );
}
