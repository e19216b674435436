import type { Passage } from '../../ports/passage.ts';

/** What is embedded of a passage: `{title}` and `{text}` of the format filled in, without white space at the ends. */
export function passageText(format: string, { title, text }: Passage): string {
  return format.replace(/\{(title|text)\}/g, (_, name) => (name === 'title' ? title : text)).trim();
}
