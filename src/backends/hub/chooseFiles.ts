import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import { readableBytes } from '../../datasets/catalog/readableBytes.ts';
import { type HubAddress, hubAddressText } from './hubAddress.ts';
import type { HubFile } from './listFiles.ts';
import { splitParts } from './splitParts.ts';

const mostShown = 40;

/**
 * The files of a repository that an address means: its file, with all parts where it is a split GGUF, or those that match
 * a pattern (`*` any characters, slashes too; `?` one; a folder with `/` at its end).
 * @throws RagstoneError `unknown-name` for a file or pattern that is not there, `usage` where none was told; the message
 * lists the repository's GGUF files
 */
export function chooseFiles<T extends Pick<HubFile, 'path' | 'bytes'>>(
  address: HubAddress,
  files: readonly T[],
  include: readonly string[] = [],
): readonly T[] {
  const { path } = address;
  if (path === undefined) {
    const patterns = include.map(matcher);
    const chosen = files.filter((file) => patterns.some((pattern) => pattern.test(file.path)));
    if (chosen.length > 0) return chosen;
    const what = include.length === 0 ? 'names no file' : `holds nothing like ${include.join(' or ')}`;
    throw new RagstoneError(
      include.length === 0 ? 'usage' : 'unknown-name',
      `${hubAddressText(address)} ${what}. ${listed(address, files)}`,
      { input: include },
    );
  }
  return splitParts(path).map((part) => {
    const file = files.find((each) => each.path === part);
    if (file !== undefined) return file;
    const near = nearestName(
      part,
      files.map((each) => each.path),
    );
    throw new RagstoneError(
      'unknown-name',
      `${hubAddressText({ ...address, path: part })} is not there${near === undefined ? '.' : `; did you mean "${near}"?`} ${listed(address, files)}`,
      { input: part },
    );
  });
}

function matcher(pattern: string): RegExp {
  const whole = pattern.endsWith('/') ? `${pattern}*` : pattern;
  const source = whole
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

function listed(address: HubAddress, files: readonly Pick<HubFile, 'path' | 'bytes'>[]): string {
  const ggufs = files.filter(({ path }) => /\.gguf$/i.test(path));
  const some = ggufs.length === 0 ? files : ggufs;
  const lines = some
    .slice(0, mostShown)
    .map(({ path, bytes }) => `\n  ${hubAddressText({ ...address, path })}  ${readableBytes(bytes)}`);
  const more = some.length > mostShown ? `\n  and ${some.length - mostShown} more` : '';
  return `${ggufs.length === 0 ? 'It has no GGUF files. Its files' : 'Its GGUF files'}:${lines.join('')}${more}`;
}
