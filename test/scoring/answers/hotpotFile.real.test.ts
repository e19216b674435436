import { describe, expect, it } from 'vitest';

import { disagreements } from '../support/disagreements.ts';
import { hotpotFile, type HotpotGold, type HotpotPrediction } from '../support/hotpotFile.ts';
import { realJson, realJsonLines } from '../support/realJson.ts';

type Means = Readonly<Record<string, number>>;
type Facts = HotpotGold['supporting_facts'];

describe("HotpotQA's script", () => {
  it('agrees on every file with missing predictions', async () => {
    const rows = realJsonLines('vectors/hotpot_file.jsonl.gz') as readonly {
      readonly id: string;
      readonly gold: readonly HotpotGold[];
      readonly prediction: HotpotPrediction;
      readonly expected: Means;
    }[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: await hotpotFile(row.gold, row.prediction),
    }));
    expect(rows).toHaveLength(8);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it('agrees on every single question', async () => {
    const rows = realJsonLines('vectors/hotpot_joint.jsonl.gz') as readonly {
      readonly id: string;
      readonly gold: { readonly answer: string; readonly supporting_facts: Facts };
      readonly prediction: { readonly answer: string | null; readonly sp: Facts | null };
      readonly expected: Means;
    }[];
    const compared = rows.map(async ({ id, gold, prediction, expected }) => {
      const file = {
        answer: prediction.answer === null ? {} : { one: prediction.answer },
        sp: prediction.sp === null ? {} : { one: prediction.sp },
      };
      return { id, expected, actual: await hotpotFile([{ _id: 'one', ...gold }], file) };
    });
    expect(rows).toHaveLength(175);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it('agrees on a prediction file for 500 questions', async () => {
    const golds = realJson('data/official/hotpotqa/hotpot_gold_500.json.gz') as readonly HotpotGold[];
    const file = realJson('data/official/hotpotqa/hotpot_pred_example.json.gz') as HotpotPrediction;
    const expected = {
      em: 0.636,
      f1: 0.674,
      prec: 0.6993333333333333,
      recall: 0.6634285714285716,
      sp_em: 0.414,
      sp_f1: 0.6113746031746037,
      sp_prec: 0.6823333333333337,
      sp_recall: 0.594052380952381,
      joint_em: 0.3,
      joint_f1: 0.4078038066508654,
      joint_prec: 0.5063000000000001,
      joint_recall: 0.37800873015873016,
    };
    const actual = await hotpotFile(golds, file);
    expect(Object.keys(actual)).toHaveLength(12);
    expect(disagreements([{ id: 'example', actual, expected }])).toEqual([]);
  });
});
