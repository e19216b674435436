import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../io/writeAtomic.ts';
import { digestRun, type DigestOptions } from './digestRun.ts';
import { csvOfTable } from './files/csvOfTable.ts';
import { markdownReport } from './files/markdownReport.ts';
import { renderPage } from './page/renderPage.ts';
import { reportTables } from './reportTables.ts';
import type { Summary } from './summary.ts';

export interface ReportOptions extends DigestOptions {
  /** The folder to write to; default: the run's own. */
  readonly out?: string;
}

/** What was written; `html` is the path of the report. */
export interface WrittenReport {
  readonly summary: Summary;
  readonly html: string;
  readonly files: readonly string[];
}

/**
 * Writes a run's `summary.json`, `report.html`, `report.md` and a CSV file a table. They follow from the run's manifest,
 * records, questions and texts alone: no clock, no chance, so that writing again gives the same bytes.
 * @throws RagstoneError `bad-file`, `bad-record`
 */
export async function writeReport(folder: string, options: ReportOptions = {}): Promise<WrittenReport> {
  const digest = await digestRun(folder, options);
  const { summary, manifest } = digest;
  const out = options.out ?? folder;
  const contents = new Map([
    ['summary.json', `${JSON.stringify(summary, null, 1)}\n`],
    ['report.html', await renderPage(digest)],
    ['report.md', markdownReport(manifest, summary)],
    ...reportTables(summary).map((table) => [`${fileSafe(table.id)}.csv`, csvOfTable(table)] as const),
  ]);
  await mkdir(out, { recursive: true });
  for (const [name, content] of contents) await writeAtomic(path.join(out, name), content);
  return { summary, html: path.join(out, 'report.html'), files: [...contents.keys()] };
}

/** Datasets are named by the user: nothing of the name may lead out of the folder. */
function fileSafe(name: string): string {
  return name.replaceAll(/[^\w-]+/gu, '-');
}
