import type { TrainingTree } from '../trainingTree.ts';

/** Words, numbers, marks and control tokens of a tree: fewer than any tokenizer's, which cuts invented names up. */
export function countTokens({ prefix, branches }: TrainingTree): number {
  const parts = [...prefix, ...branches.flatMap(({ prompt, target }) => [...prompt, ...target])];
  return parts.reduce((sum, part) => sum + ('text' in part ? wordsAndMarks(part.text) : 1), 0);
}

export function wordsAndMarks(text: string): number {
  return text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
}
