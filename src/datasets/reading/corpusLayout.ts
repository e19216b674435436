import type { Placed } from '../../io/placed.ts';
import type { CorpusFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { uniqueIds } from './uniqueIds.ts';

/** The corpus format of a layout: refuses ids that come twice, and a corpus without passages. */
export function corpusLayout(
  name: string,
  read: (path: string, options: ReadOptions) => AsyncIterable<Placed<Passage>>,
): CorpusFormat {
  return {
    name,
    passages: (path, options) => uniqueIds(() => read(path, options), 'passage', path),
  };
}
