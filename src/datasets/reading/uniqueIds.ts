import { RagstoneError } from '../../errors.ts';
import type { Placed } from '../../io/placed.ts';
import { idSet } from './idSet.ts';

/**
 * Passes on what `read` streams and refuses an id that comes twice. When an id may have been seen, what came before is
 * read again to make sure, so the answer is exact at the memory of `idSet`.
 * @throws RagstoneError `bad-record` at the second of two equal ids, `bad-file` naming `path` when there is nothing.
 */
export async function* uniqueIds<T extends { readonly id: string }>(
  read: () => AsyncIterable<Placed<T>>,
  what: 'question' | 'passage',
  path: string,
): AsyncGenerator<T> {
  const seen = idSet();
  let count = 0;
  for await (const { value, place } of read()) {
    if (!seen.add(value.id) && (await isAmongFirst(read(), count, value.id))) {
      throw new RagstoneError(
        'bad-record',
        `The id "${value.id}" occurs a second time: every ${what} needs an id of its own.`,
        { place, input: value.id },
      );
    }
    count++;
    yield value;
  }
  if (count === 0)
    throw new RagstoneError('bad-file', `There are no ${what}s in it.`, { place: { file: path } });
}

async function isAmongFirst(
  all: AsyncIterable<Placed<{ readonly id: string }>>,
  count: number,
  id: string,
): Promise<boolean> {
  let left = count;
  for await (const { value } of all) {
    if (left-- === 0) break;
    if (value.id === id) return true;
  }
  return false;
}
