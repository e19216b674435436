import type { CatalogFile } from '../../../datasets/catalog/catalogSchema.ts';
import { splitLabel } from '../../../datasets/catalog/chooseSplit.ts';
import type { CatalogEntry } from '../../../datasets/catalog/findEntry.ts';
import { readableBytes } from '../../../datasets/catalog/readableBytes.ts';
import { sizeOf } from '../../../datasets/catalog/sizeOf.ts';
import { hub } from '../../../datasets/pull/hub.ts';
import type { Receipt } from '../../../datasets/pull/receipt.ts';
import { sourceAddress } from '../../../datasets/pull/sourceAddress.ts';

/** What `ragstone data show` prints for people. */
export function describeEntry(found: CatalogEntry, folder: string, receipt: Receipt | undefined): string {
  const { title, homepage, licence, terms, citation, archives = {} } = found.entry;
  const lines = [
    `${found.name}: ${title}`,
    ...(homepage === undefined ? [] : [`home      ${homepage}`]),
    `licence   ${licence}`,
    ...(terms === undefined ? [] : [`terms     ${terms}`]),
    `cite      ${citation}`,
    `layout    ${found.entry.format}`,
  ];
  if (found.kind === 'dataset') {
    lines.push(`scorers   ${found.entry.scorers.join(', ')}`, `corpus    ${found.entry.corpus}`);
  }
  lines.push(`folder    ${folder}`);
  for (const { label, files } of groupsOf(found)) {
    lines.push('', label);
    for (const file of files) lines.push(...fileLines(file, archives, receipt));
  }
  return `${lines.join('\n')}\n`;
}

function groupsOf({ kind, entry }: CatalogEntry): { label: string; files: readonly CatalogFile[] }[] {
  if (kind === 'corpus') {
    const count = entry.passages === undefined ? '' : ` of ${entry.passages.toLocaleString('en')} passages`;
    return [{ label: `corpus${count}`, files: entry.files }];
  }
  return entry.splits.map((split) => {
    const count = split.questions === undefined ? '' : `, ${split.questions.toLocaleString('en')} questions`;
    const corpus = split.corpus === undefined ? '' : `; corpus ${split.corpus}`;
    const note = split.note === undefined ? '' : `. ${split.note}`;
    return { label: `${splitLabel(split)} (${split.purpose})${count}${corpus}${note}`, files: split.files };
  });
}

function fileLines(
  file: CatalogFile,
  archives: NonNullable<CatalogEntry['entry']['archives']>,
  receipt: Receipt | undefined,
): readonly string[] {
  const received = receipt?.files[file.name];
  const unchecked = received?.checked === false ? ' (as received; the catalog does not know it)' : '';
  return [
    `  ${file.name}  ${received === undefined ? sizeOf([file], archives) : readableBytes(received.bytes)}${received === undefined ? '' : `  here since ${received.received}`}`,
    `    sha256 ${received?.sha256 ?? file.sha256}${unchecked}`,
    ...file.sources.flatMap((source) => {
      if ('packaged' in source) return ['    ships with Ragstone'];
      if (!('archive' in source)) return [`    ${sourceAddress(source, hub())}`];
      const archive = archives[source.archive];
      return (archive?.sources ?? []).map(
        (address) => `    ${sourceAddress(address, hub())} (${source.member} in it)`,
      );
    }),
  ];
}
