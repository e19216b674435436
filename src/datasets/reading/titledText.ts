import { csvUnquoted } from './csvUnquoted.ts';

/** Splits `title NEWLINE text`, the form of FlashRAG's and Pyserini's passages. Without a newline all is text. */
export function titledText(contents: string): { readonly title: string; readonly text: string } {
  const end = contents.indexOf('\n');
  if (end === -1) return { title: '', text: contents };
  return { title: csvUnquoted(contents.slice(0, end)), text: contents.slice(end + 1) };
}
