import type { Passage } from '../../ports/passage.ts';

/** What is indexed of a passage: title and text are one field, so the title's words count as the text's do. */
export function indexedText({ title, text }: Passage): string {
  return title === '' ? text : `${title} ${text}`;
}
