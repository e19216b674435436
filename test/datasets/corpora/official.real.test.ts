import { describe, expect, it } from 'vitest';

import { contexts } from '../../../src/datasets/corpora/contexts.ts';
import { detectCorpusFormat } from '../../../src/datasets/detectFormat.ts';
import { beir as beirQuestions } from '../../../src/datasets/formats/beir.ts';
import { flashrag as flashragQuestions } from '../../../src/datasets/formats/flashrag.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import { calm } from '../../io/memoryFile.ts';
import { realData } from '../../support/realData.ts';

async function read(file: string): Promise<{ readonly name: string; readonly passages: readonly Passage[] }> {
  const path = realData(`data/${file}`);
  const format = await detectCorpusFormat(path, { signal: calm });
  return { name: format.name, passages: await Array.fromAsync(format.passages(path, { signal: calm })) };
}

async function passagesOf(file: string): Promise<readonly Passage[]> {
  return (await read(file)).passages;
}

function withoutSentences(passages: readonly Passage[]): readonly Passage[] {
  return passages.map(({ id, title, text }) => ({ id, title, text }));
}

/** Title and text, which is what layouts without ids can be compared by. */
function contents(passages: readonly Passage[]): readonly string[] {
  return passages.map(({ title, text }) => `${title}\n${text}`);
}

const table: readonly (readonly [string, string, number])[] = [
  ['official/beir/hotpotqa', 'beir', 32_728],
  ['official/archives/hotpotqa-tiny.zip', 'beir', 200],
  ['official/archives/hotpotqa-tiny.tar.gz', 'beir', 200],
  ['official/flashrag/retrieval-corpus/nq_corpus.jsonl.gz', 'flashrag', 11_921],
  ['official/flashrag/retrieval-corpus/popqa_corpus.jsonl.gz', 'flashrag', 8595],
  ['official/dpr/psgs_w100.tsv.gz', 'dpr', 5000],
  ['official/dpr/psgs_w100.minimal_quotes_100.tsv', 'dpr', 100],
  ['official/dpr/psgs_w100.quoted_titles_8.tsv', 'dpr', 8],
  ['hotpotqa/hotpotqa_corpus.jsonl.gz', 'jsonl', 32_728],
  ['hotpotqa/reference/pool500_corpus.jsonl.gz', 'jsonl', 4937],
  ['nq/nq_corpus.jsonl.gz', 'jsonl', 11_921],
  ['triviaqa/triviaqa_corpus.jsonl.gz', 'jsonl', 18_658],
  ['popqa/popqa_corpus.jsonl.gz', 'jsonl', 8595],
  ['musique/musique_corpus.jsonl.gz', 'jsonl', 7704],
  ['musique/musique_train_100_corpus.json.gz', 'jsonl', 1890],
  ['2wikimultihopqa/2wikimultihopqa_corpus.json.gz', 'jsonl', 6119],
  ['2wikimultihopqa/2wikimultihopqa_train_corpus.json.gz', 'jsonl', 8370],
  ['2wikimultihopqa/2wikimultihopqa_corpus_extra.jsonl.gz', 'jsonl', 7034],
  ['official/hotpotqa/hotpot_dev_distractor_v1.json.gz', 'contexts', 4947],
  ['hotpotqa/hotpotqa_train_100.json.gz', 'contexts', 994],
  ['musique/musique_train_100.json.gz', 'contexts', 1890],
  ['squad/dev-v1.1.json.gz', 'contexts', 2067],
];

describe('every corpus file', () => {
  it.each(table)('%s is %s with %i passages', async (file, layout, count) => {
    const { name, passages } = await read(file);
    expect([name, passages.length]).toStrictEqual([layout, count]);
  });
});

describe('the same passages in several layouts', () => {
  it('are equal in BEIR and JSON Lines', async () => {
    const jsonl = await passagesOf('hotpotqa/hotpotqa_corpus.jsonl.gz');
    expect(await passagesOf('official/beir/hotpotqa')).toStrictEqual(withoutSentences(jsonl));
  });

  it('are equal in a zip and a tar.gz', async () => {
    expect(await passagesOf('official/archives/hotpotqa-tiny.zip')).toStrictEqual(
      await passagesOf('official/archives/hotpotqa-tiny.tar.gz'),
    );
  });

  it('are equal in FlashRAG and JSON Lines', async () => {
    expect(await passagesOf('official/flashrag/retrieval-corpus/nq_corpus.jsonl.gz')).toStrictEqual(
      await passagesOf('nq/nq_corpus.jsonl.gz'),
    );
    expect(await passagesOf('official/flashrag/retrieval-corpus/popqa_corpus.jsonl.gz')).toStrictEqual(
      await passagesOf('popqa/popqa_corpus.jsonl.gz'),
    );
  });

  it("are equal in DPR's table, however it is quoted, and JSON Lines", async () => {
    const dpr = await passagesOf('official/dpr/psgs_w100.tsv.gz');
    expect(await passagesOf('official/dpr/psgs_w100.minimal_quotes_100.tsv')).toStrictEqual(
      dpr.slice(0, 100),
    );
    const known = new Set(contents(await passagesOf('nq/nq_corpus.jsonl.gz')));
    expect(contents(dpr).filter((content) => !known.has(content))).toStrictEqual([]);
    const titles = (await passagesOf('official/dpr/psgs_w100.quoted_titles_8.tsv')).map(({ title }) => title);
    expect(titles).toContain('John "Hannibal" Smith');
  });

  it('are equal in the union of contexts and the corpus that others made of it', async () => {
    const union = await passagesOf('musique/musique_train_100.json.gz');
    const corpus = await passagesOf('musique/musique_train_100_corpus.json.gz');
    expect(contents(union).toSorted()).toStrictEqual(contents(corpus).toSorted());
    expect(new Set(contents(union)).size).toBe(1890);
  });

  it('have the same ids in contexts and in a corpus without ids', async () => {
    const union = await passagesOf('musique/musique_train_100.json.gz');
    const corpus = await passagesOf('musique/musique_train_100_corpus.json.gz');
    expect(new Set(union.map(({ id }) => id))).toStrictEqual(new Set(corpus.map(({ id }) => id)));
  });

  it('keep sentences that join to the text', async () => {
    const path = realData('data/official/hotpotqa/hotpot_dev_distractor_v1.json.gz');
    for await (const { text, sentences } of contexts.passages(path, { signal: calm })) {
      expect(sentences?.join('')).toBe(text);
    }
  });
});

describe('gold passages', () => {
  it.each([
    ['official/beir/hotpotqa', beirQuestions, 'official/beir/hotpotqa', 1000],
    ['official/flashrag/hotpotqa/dev.jsonl.gz', flashragQuestions, 'official/beir/hotpotqa', 1000],
    ['official/flashrag/nq/test.jsonl.gz', flashragQuestions, 'nq/nq_corpus.jsonl.gz', 1328],
    ['official/flashrag/popqa/test.jsonl.gz', flashragQuestions, 'popqa/popqa_corpus.jsonl.gz', 1000],
  ])('of %s are all in their corpus, with their titles', async (file, format, corpus, count) => {
    const titles = new Map((await passagesOf(corpus)).map(({ id, title }) => [id, title]));
    let found = 0;
    for await (const { gold } of format.questions(realData(`data/${file}`), { signal: calm })) {
      const here = (gold.passages ?? []).map((id) => titles.get(id));
      found += here.filter((title) => title !== undefined).length;
      expect(new Set(here)).toStrictEqual(new Set(gold.titles));
    }
    expect(found).toBe(count);
  });
});
