import path from 'node:path';
import { reportTables } from '../../reports/reportTables.ts';
import { writeReport } from '../../reports/writeReport.ts';
import { writeTrecRuns } from '../../reports/writeTrecRuns.ts';
import { findRun } from '../../runs/disk/runFolders.ts';
import { printTables } from '../ui/printTables.ts';
import { stopSignals } from '../ui/stopSignals.ts';

interface ReportFlags {
  readonly results: string;
  readonly out?: string;
  readonly reference?: string;
  readonly trec?: true;
  readonly json?: true;
}

/** `ragstone report`. */
export async function reportCommand(name: string, raw: Readonly<Record<string, unknown>>): Promise<number> {
  const flags = raw as unknown as ReportFlags;
  const folder = await findRun(name, flags.results);
  const { summary, html } = await writeReport(folder, {
    ...(flags.out !== undefined && { out: path.resolve(flags.out) }),
    ...(flags.reference !== undefined && { reference: flags.reference }),
  });
  using stop = stopSignals();
  const trec = flags.trec === true ? await writeTrecRuns(folder, flags.out ?? folder, stop.draining) : [];
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ run: folder, html, trec, summary })}\n`);
  else printTables(reportTables(summary));
  process.stderr.write(
    [`report   ${html}`, ...trec.map((file) => `trec     ${file}`)].join('\n').concat('\n'),
  );
  return 0;
}
