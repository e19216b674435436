import { readableBytes } from '../../../datasets/catalog/readableBytes.ts';
import type { Pulled } from '../../../datasets/pull/pullEntry.ts';
import type { PulledFile } from '../../../datasets/pull/pulling.ts';

/** What `ragstone data pull` prints for people. */
export function describePulled({ entry: { name, entry }, folder, files }: Pulled): string {
  const lines = [
    `${name} in ${folder}`,
    `  licence: ${entry.licence}`,
    ...(entry.terms === undefined ? [] : [`  terms: ${entry.terms}`]),
    ...files.map((file) => `  ${file.name}  ${stateOf(file)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function stateOf({ state, bytes, sha256, checked }: PulledFile): string {
  if (state === 'packaged') return 'ships with Ragstone: nothing to pull';
  const size = bytes === undefined ? '' : `${readableBytes(bytes)}, `;
  const what = checked
    ? 'SHA-256 as in the catalog'
    : `SHA-256 recorded, the catalog does not know it: ${sha256 ?? ''}`;
  return `${size}${state === 'present' ? 'was here, ' : ''}${what}`;
}
