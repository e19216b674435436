import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import { realData } from '../../support/realData.ts';
import { meanScore } from '../support/meanScore.ts';
import { realJson, realJsonLines } from '../support/realJson.ts';
import { ranking, scoreInput } from '../support/scoreInput.ts';

describe('saved rankings of HotpotQA pages', () => {
  interface Row {
    readonly setting: string;
    readonly gold_titles: string;
    readonly retrieved_titles: string;
  }

  it.each([
    ['bm25', 0.874, 0.14, 0.302, 0.5, 0.588, 0.751],
    ['dense', 0.962, 0.244, 0.502, 0.664, 0.732, 0.869],
    ['rerank', 0.994, 0.436, 0.654, 0.804, 0.824, 0.948],
  ])('of %s reach their published scores', async (name, any5, full2, full5, full10, recall5, mrr10) => {
    const csv = gunzipSync(readFileSync(realData(`data/hotpotqa/reference/pool500_${name}_results.csv.gz`)));
    const rows = parse<Row>(csv, { columns: true }).filter(({ setting }) => setting === 'pooled');
    const inputs = rows.map((row) =>
      scoreInput({
        gold: { titles: row.gold_titles.split(' | ') },
        list: ranking(row.retrieved_titles.split(' | ').map((title) => ({ title }))),
      }),
    );
    expect(inputs).toHaveLength(500);
    expect(await meanScore('hit@5/title/first@1', inputs)).toBeCloseTo(any5, 3);
    expect(await meanScore('all-found@2/title/first@1', inputs)).toBeCloseTo(full2, 3);
    expect(await meanScore('all-found@5/title/first@1', inputs)).toBeCloseTo(full5, 3);
    expect(await meanScore('all-found@10/title/first@1', inputs)).toBeCloseTo(full10, 3);
    expect(await meanScore('recall@5/title/first@1', inputs)).toBeCloseTo(recall5, 3);
    expect(await meanScore('mrr@10/title/first@1', inputs)).toBeCloseTo(mrr10, 3);
  });

  it('of the beam retriever reach their scores', async () => {
    interface Question {
      readonly _id: string;
      readonly supporting_facts: readonly (readonly [string, number])[];
      readonly context: readonly (readonly [string, readonly string[]])[];
    }
    const chosen = realJson('data/hotpotqa/reference/beam_retriever_dev_pred.json.gz') as Readonly<
      Record<string, readonly number[]>
    >;
    const questions = realJsonLines(
      'data/hotpotqa/hotpot_dev_distractor_500.jsonl.gz',
    ) as readonly Question[];
    const inputs = questions.map(({ _id, supporting_facts, context }) =>
      scoreInput({
        gold: { titles: [...new Set(supporting_facts.map(([title]) => title))] },
        list: ranking((chosen[_id] ?? []).map((at) => ({ title: context[at]?.[0] ?? '' }))),
      }),
    );
    expect(await meanScore('all-found@2/title/first@1', inputs)).toBeCloseTo(0.966, 9);
    expect(await meanScore('recall@2/title/first@1', inputs)).toBeCloseTo(0.981, 9);
  });
});

describe('saved rankings of PopQA pages', () => {
  interface Gold {
    readonly s_wiki_title: string;
    readonly paragraphs: readonly { readonly title: string; readonly is_supporting: boolean }[];
  }
  const golds = realJson('data/popqa/popqa_gold_500.json.gz') as readonly Gold[];

  it.each([
    ['keyword', 0.491, 0.974],
    ['summary', 0.49, 0.972],
  ])('of Psi-RAG (%s) reach their scores', async (name, recall, hit) => {
    const { retrieved_docs: docs } = realJson(`data/popqa/reference/psirag_popqa_${name}.json.gz`) as {
      readonly retrieved_docs: readonly (readonly string[])[];
    };
    const lists = docs.map((list) => ranking(list.map((doc) => ({ title: doc.split('\n', 1)[0] ?? '' }))));
    const pages = golds.map(({ paragraphs }, at) =>
      scoreInput({ gold: { titles: paragraphs.map(({ title }) => title) }, list: lists[at] ?? [] }),
    );
    const subjects = golds.map(({ s_wiki_title }, at) =>
      scoreInput({ gold: { titles: [s_wiki_title] }, list: lists[at] ?? [] }),
    );
    expect(await meanScore('recall@5/title/evidence@1', pages)).toBeCloseTo(recall, 9);
    expect(await meanScore('hit@5/title/evidence@1', subjects)).toBeCloseTo(hit, 9);
  });
});

describe('a saved BM25 run over Natural Questions', () => {
  interface Question {
    readonly answers: readonly string[];
    readonly ctxs: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  }

  it.each([
    [1, 143],
    [5, 184],
    [10, 187],
    [20, 192],
  ])('has as many hits among the first %i as the official script counts', async (k, hits) => {
    const questions = realJson('data/official/dpr/nq-bm25-top20.dpr.json.gz') as readonly Question[];
    const inputs = questions.map(({ answers, ctxs }) =>
      scoreInput({ gold: { answers: [answers] }, list: ranking(ctxs) }),
    );
    expect(questions.length * (await meanScore(`has-answer@${k}/dpr/first@1`, inputs))).toBeCloseTo(hits, 9);
  });
});
