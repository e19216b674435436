import { lower } from '../python/lower.ts';

const token = /[\p{L}\p{N}\p{M}]+|[^\p{Z}\p{C}]/gu;

/**
 * DPR's simple tokeniser over the decomposed form (NFD): runs of letters, numbers and marks, and every other
 * visible character by itself, each in lower case.
 */
export function dprTokens(text: string): readonly string[] {
  return (text.normalize('NFD').match(token) ?? []).map(lower);
}
