import { describe, expect, it } from 'vitest';

import { detectQuestionFormat } from '../../../src/datasets/detectFormat.ts';
import type { Question } from '../../../src/ports/question.ts';
import { calm } from '../../io/memoryFile.ts';
import { realData } from '../../support/realData.ts';

async function read(
  file: string,
): Promise<{ readonly name: string; readonly questions: readonly Question[] }> {
  const path = realData(`data/${file}`);
  const format = await detectQuestionFormat(path, { signal: calm });
  return { name: format.name, questions: await Array.fromAsync(format.questions(path, { signal: calm })) };
}

async function questionsOf(file: string): Promise<readonly Question[]> {
  return (await read(file)).questions;
}

/** Layout, questions, how many are labelled, and how many have context, saved passages and gold titles or ids. */
const table: readonly (readonly [string, string, ...number[]])[] = [
  ['official/hotpotqa/hotpot_dev_distractor_v1.json.gz', 'hotpotqa', 500, 500, 500, 0, 500],
  ['official/hotpotqa/hotpot_dev_distractor_v1.tiny5.json', 'hotpotqa', 5, 5, 5, 0, 5],
  ['official/hotpotqa/hotpot_gold_500.json.gz', 'hotpotqa', 500, 500, 0, 0, 500],
  ['official/hotpotqa/hotpot_dev_fullwiki_v1.json.gz', 'hotpotqa', 184, 184, 184, 0, 184],
  ['official/hotpotqa/hotpot_test_layout_20.json.gz', 'hotpotqa', 20, 0, 20, 0, 0],
  ['official/parquet/validation-00000-of-00001.parquet', 'hotpotqa', 500, 500, 500, 0, 500],
  ['official/parquet/validation-00000-of-00001.zstd.parquet', 'hotpotqa', 500, 500, 500, 0, 500],
  ['official/parquet/tiny20.uncompressed.parquet', 'hotpotqa', 20, 20, 20, 0, 20],
  ['hotpotqa/hotpot_dev_distractor_500.jsonl.gz', 'hotpotqa', 500, 500, 500, 0, 500],
  ['hotpotqa/hotpot_dev_distractor_more.jsonl.gz', 'hotpotqa', 728, 728, 728, 0, 728],
  ['hotpotqa/hotpot_dev_fullwiki_subset.json.gz', 'hotpotqa', 1285, 1285, 1285, 0, 1285],
  ['hotpotqa/hotpotqa_train_100.json.gz', 'hotpotqa', 100, 100, 100, 0, 100],
  ['official/nq/NQ-open.dev.jsonl.gz', 'nq-open', 1328, 1328, 0, 0, 0],
  ['official/nq/NQ-open.dev.bom_50.jsonl', 'nq-open', 50, 50, 0, 0, 0],
  ['nq/NQ-open.dev_selection.jsonl.gz', 'nq-open', 2221, 2221, 0, 0, 0],
  ['nq/NQ-open.efficientqa.dev.1.1.jsonl.gz', 'nq-open', 1800, 1800, 0, 0, 0],
  ['nq/nq-open-oracle_1328.jsonl.gz', 'selfrag', 1328, 1328, 0, 1328, 0],
  ['popqa/popqa_all_selection.jsonl.gz', 'nq-open', 13_063, 13_063, 0, 0, 0],
  ['musique/musique_dev_qa.jsonl.gz', 'nq-open', 2417, 2417, 0, 0, 0],
  ['musique/musique_train_qa.jsonl.gz', 'nq-open', 19_938, 19_938, 0, 0, 0],
  ['official/triviaqa/wikipedia-dev.json.gz', 'triviaqa', 3997, 3997, 0, 0, 0],
  ['official/triviaqa/wikipedia-dev.real5.json', 'triviaqa', 5, 5, 0, 0, 0],
  ['official/triviaqa/triviaqa_sample.json', 'triviaqa', 2, 2, 0, 0, 0],
  ['official/popqa/popQA.tsv.gz', 'popqa', 500, 500, 0, 0, 0],
  ['official/popqa/popQA.crlf_30.tsv', 'popqa', 30, 30, 0, 0, 0],
  ['popqa/popqa_gold_500.json.gz', 'popqa', 500, 500, 500, 0, 500],
  ['squad/dev-v1.1.json.gz', 'squad', 10_570, 10_570, 10_570, 0, 10_570],
  ['squad/train_44_articles-v1.1.json.gz', 'squad', 11_877, 11_877, 11_877, 0, 11_877],
  ['squad/squadshifts_new_wiki_v1.0.json.gz', 'squad', 7938, 7938, 7938, 0, 7938],
  ['squad/squadshifts_amazon_reviews_v1.0.json.gz', 'squad', 9885, 9885, 9885, 0, 9885],
  ['squad/squadshifts_reddit_v1.0.json.gz', 'squad', 9803, 9803, 9803, 0, 9803],
  ['official/flashrag/hotpotqa/dev.jsonl.gz', 'flashrag', 500, 500, 500, 0, 500],
  ['official/flashrag/nq/test.jsonl.gz', 'flashrag', 1328, 1328, 0, 0, 1328],
  ['official/flashrag/triviaqa/dev.jsonl.gz', 'flashrag', 3997, 3997, 0, 0, 3997],
  ['official/flashrag/popqa/test.jsonl.gz', 'flashrag', 500, 500, 0, 0, 500],
  ['official/flashrag/quick_start_nq_test.jsonl', 'flashrag', 17, 17, 0, 0, 0],
  ['official/flashrag/multiple-choice_made_12.jsonl', 'flashrag', 12, 12, 0, 0, 0],
  ['popqa/popqa_metadata_sample.jsonl.gz', 'flashrag', 912, 912, 0, 0, 0],
  ['official/beir/hotpotqa', 'beir', 500, 500, 0, 0, 500],
  ['official/archives/hotpotqa-tiny.zip', 'beir', 20, 20, 0, 0, 20],
  ['official/archives/hotpotqa-tiny.tar.gz', 'beir', 20, 20, 0, 0, 20],
  ['official/selfrag/popqa_short_form.jsonl.gz', 'selfrag', 500, 500, 0, 500, 0],
  ['official/selfrag/triviaqa_short_form.jsonl.gz', 'selfrag', 240, 240, 0, 240, 0],
  ['official/selfrag/triviaqa_top_contexts_20.jsonl', 'selfrag', 20, 20, 0, 20, 0],
  ['official/selfrag/claims_made_12.jsonl', 'selfrag', 12, 12, 0, 12, 0],
  ['official/selfrag/choices_made_12.jsonl', 'selfrag', 12, 12, 0, 12, 0],
  ['popqa/longtail/popqa_longtail.jsonl.gz', 'selfrag', 614, 614, 0, 0, 0],
  ['official/dpr/nq-bm25-top20.dpr.json.gz', 'dpr', 200, 200, 0, 200, 0],
  ['official/dpr/nq-bm25-top20.dpr.tiny2.json', 'dpr', 2, 2, 0, 2, 0],
  ['official/dpr/nq-bm25-top20.pyserini.json.gz', 'dpr', 200, 200, 0, 200, 0],
  ['official/dpr/nq-bm25-top20.pyserini_raw.json.gz', 'dpr', 200, 200, 0, 200, 0],
  ['official/musique/musique_ans_v1.0_dev.jsonl.gz', 'musique', 200, 200, 200, 0, 200],
  ['official/musique/musique_ans_v1.0_dev.tiny3.jsonl', 'musique', 3, 3, 3, 0, 3],
  ['official/musique/musique_ans_v1.0_train.jsonl.gz', 'musique', 100, 100, 100, 0, 100],
  ['musique/musique_dev_200.jsonl.gz', 'musique', 200, 200, 200, 0, 200],
  ['musique/musique_train_100.json.gz', 'musique', 100, 100, 100, 0, 100],
];

describe('every question file', () => {
  const files = table.map(([file, layout, ...counts]) => ({ file, layout, counts }));

  it.each(files)('$file is $layout with the counts of its README', async ({ file, layout, counts }) => {
    const { name, questions } = await read(file);
    const having = (test: (question: Question) => unknown): number => questions.filter(test).length;
    expect([
      name,
      questions.length,
      having(({ gold }) => gold.answers.length > 0),
      having(({ context }) => context),
      having(({ saved }) => saved),
      having(({ gold }) => (gold.titles ?? gold.passages ?? []).length > 0),
    ]).toStrictEqual([layout, ...counts]);
  });
});

describe('the same records in several layouts', () => {
  it('are equal for HotpotQA: JSON, JSON Lines, Parquet with snappy and zstd', async () => {
    const json = await questionsOf('official/hotpotqa/hotpot_dev_distractor_v1.json.gz');
    expect(await questionsOf('hotpotqa/hotpot_dev_distractor_500.jsonl.gz')).toStrictEqual(json);
    expect(await questionsOf('official/parquet/validation-00000-of-00001.parquet')).toStrictEqual(json);
    expect(await questionsOf('official/parquet/validation-00000-of-00001.zstd.parquet')).toStrictEqual(json);
    expect(await questionsOf('official/parquet/tiny20.uncompressed.parquet')).toStrictEqual(
      json.slice(0, 20),
    );
    expect(await questionsOf('official/hotpotqa/hotpot_dev_distractor_v1.tiny5.json')).toStrictEqual(
      json.slice(0, 5),
    );
  });

  it('are equal for HotpotQA without context, hidden, and in FlashRAG and BEIR, but for what those lack', async () => {
    const json = await questionsOf('official/hotpotqa/hotpot_dev_distractor_v1.json.gz');
    const bare = json.map(({ context: _context, ...question }) => question);
    expect(await questionsOf('official/hotpotqa/hotpot_gold_500.json.gz')).toStrictEqual(bare);
    const hidden = json.slice(0, 20).map((question) => ({ ...question, gold: { answers: [] }, slices: {} }));
    expect(await questionsOf('official/hotpotqa/hotpot_test_layout_20.json.gz')).toStrictEqual(hidden);
    const flashrag = await questionsOf('official/flashrag/hotpotqa/dev.jsonl.gz');
    for (const [index, { id: _id, gold, ...question }] of flashrag.entries()) {
      const { passages, ...rest } = gold;
      expect(passages?.length).toBe(rest.titles?.length);
      expect({ ...question, gold: { ...rest, titles: rest.titles?.toSorted() } }).toEqual({
        ...json[index],
        id: undefined,
        gold: { ...json[index]?.gold, titles: json[index]?.gold.titles?.toSorted() },
      });
    }
    const beir = await questionsOf('official/beir/hotpotqa');
    expect(
      beir.map(({ id, asked, gold: { passages: _passages, ...gold } }) => ({ id, asked, gold })),
    ).toStrictEqual(bare.map(({ id, asked, gold }) => ({ id, asked, gold })));
  });

  it('are equal for BEIR in a zip and in a tar.gz', async () => {
    const zip = await questionsOf('official/archives/hotpotqa-tiny.zip');
    expect(await questionsOf('official/archives/hotpotqa-tiny.tar.gz')).toStrictEqual(zip);
    const folder = await questionsOf('official/beir/hotpotqa');
    expect(zip).toStrictEqual(folder.slice(0, 20));
  });

  it('are equal for NQ-open with and without escapes and byte order mark, and in FlashRAG', async () => {
    const nq = await questionsOf('official/nq/NQ-open.dev.jsonl.gz');
    expect(await questionsOf('official/nq/NQ-open.dev.bom_50.jsonl')).toStrictEqual(nq.slice(0, 50));
    const flashrag = await questionsOf('official/flashrag/nq/test.jsonl.gz');
    expect(flashrag.map(({ asked, gold }) => [asked, gold.answers])).toStrictEqual(
      nq.map(({ asked, gold }) => [asked, gold.answers]),
    );
  });

  it('are equal for PopQA as a table and as JSON with paragraphs', async () => {
    const tsv = await questionsOf('official/popqa/popQA.tsv.gz');
    expect(await questionsOf('official/popqa/popQA.crlf_30.tsv')).toStrictEqual(tsv.slice(0, 30));
    const json = await questionsOf('popqa/popqa_gold_500.json.gz');
    const common = json.map(({ id, asked, gold, slices }) => ({
      id,
      asked,
      gold: { answers: gold.answers },
      slices,
    }));
    expect(common).toStrictEqual(tsv);
  });

  it("are equal for retrieval results in DPR's list and Pyserini's map", async () => {
    const dpr = await questionsOf('official/dpr/nq-bm25-top20.dpr.json.gz');
    expect(await questionsOf('official/dpr/nq-bm25-top20.pyserini_raw.json.gz')).toStrictEqual(dpr);
    const tiny = await questionsOf('official/dpr/nq-bm25-top20.dpr.tiny2.json');
    expect(tiny.map(({ saved }) => saved)).toStrictEqual(
      dpr.slice(0, 2).map(({ saved }) => saved?.slice(0, 5)),
    );
    const bare = await questionsOf('official/dpr/nq-bm25-top20.pyserini.json.gz');
    const ids = (questions: readonly Question[]): unknown =>
      questions.map(({ saved }) => saved?.map(({ passage, score }) => [passage.id, score]));
    expect(ids(bare)).toStrictEqual(ids(dpr));
    expect(dpr.every(({ saved }) => saved?.length === 20)).toBe(true);
  });

  it('are equal for MuSiQue as JSON Lines and as an array', async () => {
    expect(await questionsOf('official/musique/musique_ans_v1.0_dev.jsonl.gz')).toStrictEqual(
      await questionsOf('musique/musique_dev_200.jsonl.gz'),
    );
    expect(await questionsOf('official/musique/musique_ans_v1.0_train.jsonl.gz')).toStrictEqual(
      await questionsOf('musique/musique_train_100.json.gz'),
    );
  });

  it("are equal for Self-RAG's two spellings, but for the answers that one leaves out", async () => {
    const full = await questionsOf('official/selfrag/triviaqa_short_form.jsonl.gz');
    const short = await questionsOf('official/selfrag/triviaqa_top_contexts_20.jsonl');
    for (const [index, question] of short.entries()) {
      const { gold, ...rest } = full[index] ?? {};
      expect({ ...question, gold: undefined }).toEqual({ ...rest, gold: undefined });
      expect(gold?.answers).toContainEqual(question.gold.answers[0]);
    }
  });

  it('are equal for the choices of FlashRAG and Self-RAG', async () => {
    const flashrag = await questionsOf('official/flashrag/multiple-choice_made_12.jsonl');
    const selfrag = await questionsOf('official/selfrag/choices_made_12.jsonl');
    expect(flashrag.map(({ asked, gold }) => [asked, gold])).toStrictEqual(
      selfrag.map(({ asked, gold }) => [asked, gold]),
    );
  });

  it("agree on TriviaQA's five original records", async () => {
    const all = await questionsOf('official/triviaqa/wikipedia-dev.json.gz');
    for (const real of await questionsOf('official/triviaqa/wikipedia-dev.real5.json')) {
      const filled = all.find(({ id }) => id === real.id);
      expect(filled?.asked).toStrictEqual(real.asked);
      expect(filled?.gold.normalisedAliases?.toSorted()).toStrictEqual(
        real.gold.normalisedAliases?.toSorted(),
      );
    }
  });
});

describe('spot checks', () => {
  it('find the first HotpotQA question as it is printed in its paper', async () => {
    const [question] = await questionsOf('official/hotpotqa/hotpot_dev_distractor_v1.tiny5.json');
    expect(question).toMatchObject({
      id: '5a8c7595554299585d9e36b6',
      gold: {
        answers: [['Chief of Protocol']],
        titles: ['Kiss and Tell (1945 film)', 'Shirley Temple'],
        facts: [{ sentence: 0 }, { sentence: 0 }, { sentence: 1 }],
      },
      slices: { type: 'bridge', level: 'hard' },
    });
    expect(question?.context).toHaveLength(10);
  });

  it("find TriviaQA's value before its aliases", async () => {
    const questions = await questionsOf('official/triviaqa/wikipedia-dev.real5.json');
    const [spellings] = questions.find(({ id }) => id === 'tc_40')?.gold.answers ?? [];
    expect(spellings?.slice(0, 2)).toStrictEqual(['Campbell-Bannerman', 'Sir Henry Campbell-Bannerman']);
  });

  it("find the keys of TriviaQA's Web predictions", async () => {
    const questions = await questionsOf('official/triviaqa/triviaqa_sample.json');
    expect(questions.map(({ id }) => id)).toStrictEqual([
      'tc_33--Andrew_Lloyd_Webber.txt',
      'tc_33--35/35_995.txt',
    ]);
  });

  it('find claims and their answers', async () => {
    const questions = await questionsOf('official/selfrag/claims_made_12.jsonl');
    expect(questions.every(({ asked }) => asked.task === 'claim')).toBe(true);
    const answers = new Set(questions.map(({ gold }) => gold.answers.join()));
    expect(answers).toStrictEqual(new Set(['true', 'false']));
  });

  it('find gold sentences inside the context of HotpotQA', async () => {
    const questions = await questionsOf('official/hotpotqa/hotpot_dev_distractor_v1.json.gz');
    const facts = questions.flatMap(({ gold, context }) =>
      (gold.facts ?? []).map(
        ({ title, sentence }) => context?.find((one) => one.title === title)?.sentences?.[sentence],
      ),
    );
    expect(facts).toHaveLength(1239);
    expect(facts.every((sentence) => sentence !== undefined)).toBe(true);
  });
});
