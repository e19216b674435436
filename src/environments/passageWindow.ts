import type { Environment } from '../ports/environment.ts';

/** Passages longer than `words` are cut into pieces of that size; the index is built over the pieces. */
export function passageWindow(words: number): Environment {
  return {
    id: `window-${words}`,
    summary: `passages longer than ${words} words cut into pieces of ${words}`,
    changes: 'retrieval',
    windowWords: words,
  };
}
