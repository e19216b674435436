import { RagstoneError } from '../../errors.ts';
import { reportTables } from '../../reports/reportTables.ts';
import { writeReport } from '../../reports/writeReport.ts';
import { findRun } from '../../runs/disk/runFolders.ts';
import { rescore } from '../../runs/rescore.ts';
import { findScorer } from '../../scoring/findScorer.ts';
import { listScorers } from '../../scoring/listScorers.ts';
import { printTables } from '../ui/printTables.ts';
import { stopSignals } from '../ui/stopSignals.ts';

interface ScoreFlags {
  readonly scorer?: string;
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
  const scored = await rescore(folder, scorers, stop.draining);
  const { summary } = await writeReport(folder);
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ run: folder, scored, summary })}\n`);
  else printTables(reportTables(summary));
  process.stderr.write(`${scored} records scored\n`);
  return 0;
}
