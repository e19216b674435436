import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import { Document } from '@langchain/core/documents';
import type { Passage } from '../ports/passage.ts';
import { passageText } from '../retrieval/dense/passageText.ts';
import type { Engine } from '../retrieval/engines/engine.ts';
import { abortable } from './abortable.ts';
import { fromLangChainVectorStore, type LangChainVectorStoreOptions } from './fromLangChainVectorStore.ts';
import { langChainFault } from './langChainFault.ts';

/** A vector store, and what its engine is asked for that stores of LangChain have no words for. */
export interface OpenedVectorStore {
  readonly store: VectorStoreInterface;
  /** The note that `writeNote` keeps in the engine; `undefined` where there is none. */
  readNote(): Promise<string | undefined>;
  writeNote(note: string): Promise<void>;
  /** Those of these ids that it holds. */
  held(ids: readonly string[]): Promise<Iterable<string>>;
  /** Documents that it holds. */
  count(): Promise<number>;
  close(): Promise<void>;
}

export interface VectorStoreEngine extends LangChainVectorStoreOptions {
  /** What is embedded of a passage. Default: its title, a space and its text, as the retriever
   * `dense` does; what is kept is the text. */
  readonly embedded?: (passage: Passage) => string;
  /** Connects, and makes tables or indexes that are missing. */
  open(): Promise<OpenedVectorStore>;
}

/**
 * An engine that LangChain has a vector store for: what a module for `ragstone index push` exports. Documents have the
 * passage's text, its id as theirs, and id and title as metadata.
 */
export function engineFromVectorStore(given: VectorStoreEngine): Engine {
  const { embedded = titleAndText, fingerprint, idKey = 'id', titleKey = 'title' } = given;
  const documentOf = ({ id, title, text }: Passage): Document =>
    new Document({ id, pageContent: text, metadata: { [idKey]: id, [titleKey]: title } });
  return {
    fingerprint,
    async open(signal) {
      const fault = (what: string) => (error: unknown) => {
        signal.throwIfAborted();
        throw langChainFault(what, error);
      };
      const { store, ...opened } = await abortable(() => given.open(), signal).catch(
        fault('Opening the engine'),
      );
      const retriever = fromLangChainVectorStore(store, given);
      const ask = <T>(work: () => Promise<T>, its: AbortSignal): Promise<T> =>
        abortable(work, its).catch(fault('The engine'));
      return {
        readNote: (its) => ask(() => opened.readNote(), its),
        writeNote: (note, its) => ask(() => opened.writeNote(note), its),
        held: (ids, its) => ask(() => opened.held(ids), its),
        count: (its) => ask(() => opened.count(), its),
        async add(passages, its) {
          const vectors = await ask(
            () => store.embeddings.embedDocuments(passages.map((passage) => embedded(passage))),
            its,
          );
          const ids = passages.map(({ id }) => id);
          // Not `addDocuments`: some stores drop the ids there.
          await ask(
            () =>
              store.addVectors(
                vectors,
                passages.map((passage) => documentOf(passage)),
                { ids },
              ),
            its,
          );
        },
        search: (query, k, its, served) => retriever.search(query, k, its, served),
        [Symbol.asyncDispose]: () => opened.close(),
      };
    },
  };
}

function titleAndText(passage: Passage): string {
  return passageText('{title} {text}', passage);
}
