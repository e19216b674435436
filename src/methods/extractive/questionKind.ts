const questionWords = new Set(['who', 'whom', 'whose', 'when', 'where', 'which', 'what', 'why', 'how']);
const howWords = new Set([
  'many',
  'much',
  'long',
  'old',
  'far',
  'often',
  'tall',
  'large',
  'big',
  'high',
  'fast',
]);

/** Where the question word stands; −1 without one. */
export function questionWordAt(words: readonly string[]): number {
  return words.findIndex((word) => questionWords.has(word));
}

/** A small number for the question word at `asking`, with what stands around it where that decides. */
export function questionKind(words: readonly string[], asking: number, closed: boolean): number {
  if (closed) return words.includes('or') ? 1 : 2;
  // A choice between two things is another task.
  return openKind(words, asking) + (words.includes('or') ? 100 : 0);
}

function openKind(words: readonly string[], asking: number): number {
  if (asking === -1) return 3;
  const word = words[asking] ?? '';
  const base = [...questionWords].indexOf(word) + 4;
  if (word === 'how') {
    const next = words[asking + 1] ?? '';
    return howWords.has(next) ? 20 + [...howWords].indexOf(next) : base;
  }
  const before = words[asking - 1];
  return before === 'in' || before === 'on' || before === 'at' ? base + 40 : base;
}
