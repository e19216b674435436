import { createHash } from 'node:crypto';

import { canonicalJson } from '../../io/canonicalJson.ts';
import type { Question } from '../../ports/question.ts';

/** Takes questions one after the other. */
export interface QuestionHash {
  add(question: Question): void;
  /** Lower-case hexadecimal; ends the hash. */
  digest(): string;
}

/**
 * The SHA-256 of normalised questions in order: each as canonical JSON and a newline. Equal hashes mean equal text,
 * gold, contexts, saved passages and slices, whatever layout they were read from.
 */
export function questionHash(): QuestionHash {
  const hash = createHash('sha256');
  return {
    add(question) {
      hash.update(`${canonicalJson(question)}\n`);
    },
    digest: () => hash.digest('hex'),
  };
}
