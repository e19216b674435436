import { hash } from 'node:crypto';

/**
 * The id of a passage that has none: 16 hexadecimal digits of the SHA-256 of title, newline and text. The same passage
 * has the same id in a question's context and in every corpus.
 */
export function contentId(title: string, text: string): string {
  return hash('sha256', `${title}\n${text}`).slice(0, 16);
}
