import type { Manifest } from '../../ports/manifest.ts';
import { reportTables } from '../reportTables.ts';
import type { Summary } from '../summary.ts';
import type { Cell, Table } from '../tables/table.ts';
import { visibleText } from '../visibleText.ts';
import { paperTable } from './paperTable.ts';

/** The report in Markdown: first one table as papers print it, then all tables. */
export function markdownReport(manifest: Manifest, summary: Summary): string {
  const references = [...new Set(summary.datasets.map(({ reference }) => reference))].map(escapeMarkdown);
  const fictional = summary.datasets
    .filter((dataset) => dataset.fictional)
    .map(({ id }) => escapeMarkdown(id));
  const paragraphs = [
    `# ${escapeMarkdown(manifest.name)}`,
    `Run ${escapeMarkdown(manifest.id)}, Ragstone ${escapeMarkdown(manifest.version)}, seed ${manifest.seed}, status: ${manifest.status}.`,
    ...fictional.map((id) => `**${id} is a fictional world: its numbers say nothing about published ones.**`),
    ...manifest.warnings.map((warning) => `> ${escapeMarkdown(warning)}`),
    markdownTable(paperTable(summary)),
    `Percent, over attempted questions. **Best**, <u>second</u>. † differs from ${references.join(', ')} at p < 0.05 ` +
      '(McNemar’s exact test for measures of 0 or 1, paired sign-flip permutation for the others, corrected by Holm). ' +
      '‡ incomplete: some records are missing or failed outside the system.',
    ...reportTables(summary).flatMap((table) => [
      `## ${escapeMarkdown(table.dataset)}: ${escapeMarkdown(table.title)}`,
      markdownTable(table),
      escapeMarkdown(table.caption),
      ...table.notes.map((note) => `> ${escapeMarkdown(note)}`),
    ]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function markdownTable({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ label }) => escapeMarkdown(label))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(markdownCell))),
  ].join('\n');
}

function markdownCell(cell: Cell): string {
  const text = escapeMarkdown(cell.text);
  const marked = cell.mark === 'best' ? `**${text}**` : cell.mark === 'second' ? `<u>${text}</u>` : text;
  const signs = `${cell.significant === true ? '†' : ''}${cell.incomplete === true ? ' ‡' : ''}`;
  return `${marked}${signs}${cell.detail === undefined ? '' : ` ${escapeMarkdown(cell.detail)}`}`;
}

/** Untrusted text on one line, with everything that Markdown or HTML would read escaped. */
function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]()#|!~]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ');
}
