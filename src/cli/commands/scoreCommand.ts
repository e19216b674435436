import { RagstoneError } from '../../errors.ts';
import type { Scorer } from '../../ports/scorer.ts';
import { reportTables } from '../../reports/reportTables.ts';
import { writeReport } from '../../reports/writeReport.ts';
import { findRun } from '../../runs/disk/runFolders.ts';
import { passageVectors } from '../../runs/passageVectors.ts';
import { rescore } from '../../runs/rescore.ts';
import { findScorer } from '../../scoring/findScorer.ts';
import { listScorers } from '../../scoring/listScorers.ts';
import { printTables } from '../ui/printTables.ts';
import { stopSignals } from '../ui/stopSignals.ts';
import { type BoundEmbedder, boundEmbedder } from './boundEmbedder.ts';

interface ScoreFlags {
  readonly scorer?: string;
  readonly embedder?: string;
  readonly keyEnv?: string;
  readonly results: string;
  readonly json?: true;
}

/** `ragstone score`: lists the scorers, or scores a run with some more. */
export async function scoreCommand(
  name: string | undefined,
  raw: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = raw as unknown as ScoreFlags;
  if (name === undefined) {
    const scorers = await listScorers();
    process.stdout.write(
      flags.json === true
        ? `${JSON.stringify(scorers)}\n`
        : scorers.map((scorer) => `${scorer.name.padEnd(34)} ${scorer.source}\n`).join(''),
    );
    return 0;
  }
  const names = (flags.scorer ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (names.length === 0)
    throw new RagstoneError('usage', 'Name the scorers: --scorer em/squad@1,recall@5/title/evidence@1.');
  using stop = stopSignals();
  const scorers = await Promise.all(names.map((each) => findScorer(each)));
  const folder = await findRun(name, flags.results);
  await using embedder = await embedderFor(scorers, flags, stop.draining);
  const vectors = embedder && passageVectors(embedder.backend);
  const scored = await rescore(folder, scorers, stop.draining, vectors);
  const { summary } = await writeReport(folder);
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ run: folder, scored, summary })}\n`);
  else printTables(reportTables(summary));
  process.stderr.write(`${scored} records scored\n`);
  return 0;
}

/** Only where a scorer needs one. */
async function embedderFor(
  scorers: readonly Scorer[],
  { embedder, keyEnv }: ScoreFlags,
  signal: AbortSignal,
): Promise<BoundEmbedder | undefined> {
  const needing = scorers.find(({ needs }) => needs.includes('embedder'));
  if (needing === undefined) return undefined;
  if (embedder !== undefined) return boundEmbedder(embedder, keyEnv, signal);
  throw new RagstoneError(
    'usage',
    `${needing.name} needs a model that embeds: --embedder model.gguf, or --embedder NAME=http://127.0.0.1:8002.`,
  );
}
