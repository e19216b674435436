import { describe, expect, it } from 'vitest';

import type { Ranked } from '../../src/ports/passage.ts';
import type { Retriever } from '../../src/ports/retriever.ts';

/** A retriever to hold against the contract, and a query that finds at least three of its passages. */
export interface RetrieverSubject extends AsyncDisposable {
  readonly retriever: Retriever;
  readonly query: string;
}

/** What every `Retriever` promises, whatever is behind it. */
export function retrieverConformance(name: string, open: () => Promise<RetrieverSubject>): void {
  describe(`${name} as a retriever`, () => {
    it('gives at most k passages, best first', async () => {
      await using subject = await open();
      const found = await search(subject, 3);
      expect(found).toHaveLength(3);
      const scores = found.map(({ score }) => score);
      expect(scores).toStrictEqual([...scores].sort((a, b) => b - a));
    });

    it('gives the beginning of the longer list for a smaller k', async () => {
      await using subject = await open();
      const longer = await search(subject, 10);
      for (const k of [1, 2, 3]) expect(await search(subject, k)).toStrictEqual(longer.slice(0, k));
    });

    it('gives an id once', async () => {
      await using subject = await open();
      const ids = (await search(subject, 100)).map(({ passage }) => passage.id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('answers the same again, and the same side by side', async () => {
      await using subject = await open();
      const first = await search(subject, 5);
      const together = await Promise.all(Array.from({ length: 8 }, () => search(subject, 5)));
      for (const again of together) expect(again).toStrictEqual(first);
    });

    it('says what it is in plain values', async () => {
      await using subject = await open();
      const fingerprint = Object.entries(subject.retriever.fingerprint);
      expect(fingerprint.length).toBeGreaterThan(0);
      for (const [, value] of fingerprint) expect(['string', 'number']).toContain(typeof value);
    });

    it('does not begin when it is told to stop', async () => {
      await using subject = await open();
      const stopped = AbortSignal.abort(new Error('told to stop'));
      await expect(subject.retriever.search(subject.query, 1, stopped)).rejects.toThrow('told to stop');
    });
  });
}

function search({ retriever, query }: RetrieverSubject, k: number): Promise<readonly Ranked[]> {
  return retriever.search(query, k, new AbortController().signal);
}
