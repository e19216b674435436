/** The files of a dense index besides its passages. */
export const denseFiles = {
  /** The vectors, one after the other; the passage at position p has the p-th. */
  float32: 'vectors.f32',
  float16: 'vectors.f16',
  /** With `int8`: eight bits a number, and for each vector a scale and how far it may be from the real one. */
  codes: 'vectors.i8',
  scales: 'vectors.scales.f32',
  errors: 'vectors.errors.f32',
  /** What was embedded by what, and how far that has come. */
  journal: 'vectors.jsonl',
  /** With `hnsw`: usearch's own format. */
  graph: 'vectors.usearch',
} as const;
