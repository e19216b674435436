import type { Passage } from '../../ports/passage.ts';

/**
 * A passage as its line in `passages.jsonl`: canonical JSON (sorted keys), so that the sha256 of the file is the
 * sha256 of the corpus.
 */
export function passageLine({ id, sentences, text, title }: Passage): string {
  return `${JSON.stringify(sentences === undefined ? { id, text, title } : { id, sentences, text, title })}\n`;
}
