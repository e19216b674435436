import type { DocumentInterface } from '@langchain/core/documents';
import { sha256 } from '../io/sha256.ts';
import type { Passage } from '../ports/passage.ts';

/** Where a document keeps what a passage needs. */
export interface DocumentMapping {
  /**
   * The key of the metadata that holds the id. Default: `id`, else the document's own `id`, else a hash of title and
   * text. Retrieval is scored by gold ids only where these are the ids of the dataset's corpus.
   */
  readonly idKey?: string;
  /** The key of the metadata that holds the title. Default: `title`; without it the title is empty. */
  readonly titleKey?: string;
}

/** A document of LangChain as a passage. */
export function passageOf(
  { id, metadata, pageContent }: DocumentInterface,
  { idKey = 'id', titleKey = 'title' }: DocumentMapping = {},
): Passage {
  const title = plain(metadata[titleKey]) ?? '';
  return {
    id: plain(metadata[idKey]) ?? plain(id) ?? sha256(`${title}\n${pageContent}`).slice(0, 16),
    title,
    text: pageContent,
  };
}

/** Stores give numbers back for what was written as text. */
function plain(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
