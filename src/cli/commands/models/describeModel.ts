import { hubAddressText } from '../../../backends/hub/hubAddress.ts';
import type { FetchedFile } from '../../../backends/hub/fetchHubFile.ts';
import type { PulledModel } from '../../../backends/hub/pullModel.ts';
import { readableBytes } from '../../../datasets/catalog/readableBytes.ts';
import { terminalSafe } from '../../ui/terminalSafe.ts';

/** What `ragstone models pull` prints for people. */
export function describeModel({ repo, revision, commit, files }: PulledModel): string {
  const lines = [
    `${repo}, ${revision === commit ? '' : `${revision} = `}commit ${commit}`,
    ...files.flatMap((file) => [
      `  ${hubAddressText({ repo, revision: commit, path: file.path })}`,
      `    ${readableBytes(file.bytes)}, ${file.state === 'present' ? 'was here, ' : ''}${checkOf(file)}`,
      `    ${file.file}`,
    ]),
  ];
  return terminalSafe(`${lines.join('\n')}\n`);
}

function checkOf({ checked, sha256 }: FetchedFile): string {
  if (checked === 'sha256') return `SHA-256 checked: ${sha256 ?? ''}`;
  const own = sha256 === undefined ? '' : `; it is ${sha256}`;
  return checked === 'git-sha1'
    ? `no SHA-256 is published${own}; git's SHA-1 as published`
    : `not checked: no hash of it is known here${own}`;
}
