import { describe, expect, it } from 'vitest';

import type { Question } from '../../../src/ports/question.ts';
import type { Retriever } from '../../../src/ports/retriever.ts';
import { poolPassages, type PoolOptions } from '../../../src/retrieval/pool/poolPassages.ts';
import { poolRecords } from '../../../src/retrieval/pool/poolRecords.ts';
import { never } from '../never.ts';
import { storeOf } from '../storeOf.ts';

const passages = 'abcdef'.split('').map((id) => ({ id, title: `Page ${id}`, text: `text of ${id}` }));

/** Finds the passages whose ids are the query's letters, in their order. */
const letters: Retriever = {
  fingerprint: { retriever: 'letters' },
  search: async (query, k) =>
    query
      .split('')
      .flatMap((letter) => passages.find(({ id }) => id === letter) ?? [])
      .slice(0, k)
      .map((passage, rank) => ({ passage, score: -rank })),
  async [Symbol.asyncDispose]() {},
};

function question(
  text: string,
  gold: Partial<Question['gold']> = {},
  rewordings?: readonly string[],
): Question {
  return {
    id: text,
    asked: { text, task: 'open' },
    gold: { answers: [], ...gold },
    slices: {},
    ...(rewordings !== undefined && { rewordings }),
  };
}

async function pooled(questions: readonly Question[], options: Partial<PoolOptions> = {}) {
  await using store = await storeOf(passages);
  async function* all() {
    yield* questions;
  }
  const pool = await poolPassages(
    all(),
    { retriever: letters, store },
    {
      depth: 2,
      withGold: false,
      signal: never,
      ...options,
    },
  );
  const records = await Array.fromAsync(poolRecords(pool, store, 'a pool'));
  return { ...pool, records, ids: records.map(({ id }) => id).join('') };
}

describe('a pool', () => {
  it('is the union of the first passages of every question, in the order of the corpus', async () => {
    expect(await pooled([question('fdb'), question('bae')])).toMatchObject({ ids: 'abdf', questions: 2 });
  });

  it('holds what rewordings find, too', async () => {
    expect((await pooled([question('a', {}, ['cd', 'f'])])).ids).toBe('acdf');
  });

  it('marks each record', async () => {
    const { records } = await pooled([question('c')]);
    expect(records).toStrictEqual([{ ...passages[2], pooled: 'a pool' }]);
  });

  it('counts gold by id: annotated, in the corpus, found', async () => {
    const asked = [question('ab', { passages: ['a', 'f', 'none'] }), question('c', { passages: ['a'] })];
    expect((await pooled(asked)).gold).toStrictEqual({ annotated: 4, inCorpus: 3, found: 2 });
  });

  it('counts gold by title where no ids are annotated', async () => {
    const { gold } = await pooled([question('a', { titles: ['Page a', 'Page b', 'Page z'] })]);
    expect(gold).toStrictEqual({ annotated: 3, inCorpus: 2, found: 1 });
  });

  it('adds gold only where it is told to, and still says what was found without', async () => {
    const asked = [question('a', { passages: ['a', 'e'] })];
    expect(await pooled(asked)).toMatchObject({ ids: 'a', gold: { found: 1 } });
    expect(await pooled(asked, { withGold: true })).toMatchObject({ ids: 'ae', gold: { found: 1 } });
  });
});
