import type { Corpus } from '../../src/ports/dataset.ts';
import type { Passage } from '../../src/ports/passage.ts';

/** A corpus in memory. */
export function corpusOf(passages: readonly Passage[], name = 'made'): Corpus {
  return {
    name,
    files: [],
    async *passages() {
      yield* passages;
    },
  };
}

/** Passages p0, p1 … with these texts and no titles. */
export function passagesOf(...texts: readonly string[]): readonly Passage[] {
  return texts.map((text, position) => ({ id: `p${position}`, title: '', text }));
}
