import type { Passage } from '../../ports/passage.ts';

/**
 * What is indexed of a passage: title and text are one field, so the title's words count as the text's do, or
 * `titleWeight` times as much (an integer ≥ 0): as if the title stood there so often.
 */
export function indexedText({ title, text }: Passage, titleWeight = 1): string {
  return title === '' ? text : `${`${title} `.repeat(titleWeight)}${text}`;
}
