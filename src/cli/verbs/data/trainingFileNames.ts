/** `trainingFiles`, which verbs cannot import: they load nothing but commander. A test holds them together. */
export const trainingFileNames = [
  'reader',
  'closed-book',
  'self-rag',
  'questioner',
  'answerer',
  'invar-reader',
  'retrieval',
] as const;
