import { RagstoneError } from '../../errors.ts';
import { openFiles } from '../../io/openFiles.ts';
import type { SourceFile } from '../../io/sourceFile.ts';
import type { ReadOptions } from '../../ports/dataset.ts';
import { listed } from './listed.ts';

/**
 * The file at a path, or those files of a folder or archive that hold the split: by their ending (`jsonl`; a `.gz`
 * after it does not matter) and, where `options.split` is told, by a word of their path (`dev` of
 * `distractor/dev-00000-of-00002`). More than one only where one table lies in numbered parts.
 * @throws RagstoneError `bad-file` when none fits or the choice is not clear, with what is there.
 */
export async function chosenFiles(
  path: string,
  options: ReadOptions,
  endings: readonly string[],
): Promise<readonly SourceFile[]> {
  const { many, files } = await openFiles(path, options.signal);
  if (!many) return files;
  const { split } = options;
  const fitting = files.filter(({ name }) => {
    const { stem, ending } = partsOf(name);
    return endings.includes(ending) && (split === undefined || stem.split(/[/_.-]/).includes(split));
  });
  const tables = new Set(fitting.map(({ name }) => partsOf(name).table));
  if (tables.size === 1) return fitting;
  const said = split === undefined ? '' : ` for the split "${split}"`;
  const names = listed((tables.size === 0 ? files : fitting).map(({ name }) => name));
  throw new RagstoneError(
    'bad-file',
    tables.size === 0
      ? `No ${endings.join(', ')} file${said} is in it. It holds: ${names}.`
      : `Several files fit${said}: ${names}. Name one of them${split === undefined ? ', or the split' : ''}.`,
    { place: { file: path } },
  );
}

function partsOf(name: string): { readonly stem: string; readonly ending: string; readonly table: string } {
  const bare = name.replace(/\.gz$/, '');
  const ending = /\.([a-z]+)$/i.exec(bare)?.[1]?.toLowerCase() ?? '';
  const stem = ending === '' ? bare : bare.slice(0, -ending.length - 1);
  return { stem, ending, table: stem.replace(/-\d{5}-of-\d{5}$/, '') };
}
