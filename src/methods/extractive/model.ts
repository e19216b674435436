import { lexiconOf, type Lexicon, type StoredLexicon } from './lexicon.ts';
import { restoreWeights, type StoredWeights } from './storedWeights.ts';

/** What the reader has learned. */
export interface Model {
  readonly lexicon: Lexicon;
  /** A power of two of them, addressed by feature hashes. */
  readonly weights: Float32Array;
}

/** The content of `weights.json`. */
export interface StoredModel {
  readonly lexicon: StoredLexicon;
  readonly weights: StoredWeights;
}

/** Decodes a stored model. */
export function modelOf(stored: StoredModel): Model {
  return { lexicon: lexiconOf(stored.lexicon), weights: restoreWeights(stored.weights) };
}
