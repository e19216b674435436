import type { Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { combinedFingerprint } from './combinedFingerprint.ts';
import { refuseDeeper } from './refuseDeeper.ts';

/** How several lists become one. */
export interface Fusion {
  /** With the kind of retriever under `retriever`. */
  readonly fingerprint: Retriever['fingerprint'] & { readonly retriever: string };
  /** Passages of each part that are looked at, whatever k is: so a shorter list is the beginning of a longer one. */
  readonly depth: number;
  readonly fuse: (lists: readonly (readonly Ranked[])[]) => readonly Ranked[];
}

/** Asks all parts at once and makes one list of theirs. The parts stay open when it is disposed. */
export function fusedRetriever(parts: readonly Retriever[], { fingerprint, depth, fuse }: Fusion): Retriever {
  return {
    fingerprint: combinedFingerprint({ ...fingerprint, depth }, parts),
    async search(query, k, signal, served) {
      signal.throwIfAborted();
      refuseDeeper(fingerprint.retriever, k, depth);
      const lists = await Promise.all(parts.map((part) => part.search(query, depth, signal, served)));
      return fuse(lists).slice(0, k);
    },
    async [Symbol.asyncDispose]() {},
  };
}
