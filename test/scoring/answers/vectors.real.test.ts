import { describe, expect, it } from 'vitest';

import { bergenTokens } from '../../../src/scoring/text/bergenTokens.ts';
import { hotpotOverlap } from '../../../src/scoring/text/hotpotOverlap.ts';
import { tokenOverlap, type Overlap } from '../../../src/scoring/text/tokenOverlap.ts';
import { triviaqaTokens } from '../../../src/scoring/text/triviaqaTokens.ts';
import { disagreements } from '../support/disagreements.ts';
import { realJsonLines } from '../support/realJson.ts';
import { answered, scoreInput } from '../support/scoreInput.ts';
import { scoreOf } from '../support/scoreOf.ts';

interface Row {
  readonly id: string;
  readonly prediction: string;
  readonly golds: readonly string[];
  readonly expected: Readonly<Record<string, unknown>>;
}

/** Precision and recall have no scorers of their own; the scripts take each's maximum. */
function best(row: Row, overlap: (prediction: string, gold: string) => Overlap): Overlap {
  const all = row.golds.map((gold) => overlap(row.prediction, gold));
  return {
    f1: Math.max(...all.map(({ f1 }) => f1)),
    precision: Math.max(...all.map(({ precision }) => precision)),
    recall: Math.max(...all.map(({ recall }) => recall)),
  };
}

/** The scores of a row by the names that the script has for them. */
async function scores(row: Row, scorers: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const input = answered(row.prediction, row.golds);
  const actual: Record<string, unknown> = {};
  for (const [name, scorer] of Object.entries(scorers)) actual[name] = await scoreOf(scorer, input);
  return actual;
}

describe('every vector', () => {
  it("of HotpotQA's script is reached", async () => {
    const rows = realJsonLines('vectors/hotpot.jsonl.gz') as readonly Row[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: {
        ...best(row, hotpotOverlap),
        ...(await scores(row, { em: 'em/hotpot@1', f1: 'f1/hotpot@1' })),
      },
    }));
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it("of SQuAD's script is reached", async () => {
    const rows = realJsonLines('vectors/squad.jsonl.gz') as readonly Row[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: await scores(row, { em: 'em/squad@1', f1: 'f1/squad@1' }),
    }));
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it("of FlashRAG's script is reached", async () => {
    const rows = realJsonLines('vectors/flashrag.jsonl.gz') as readonly Row[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: {
        ...best(row, hotpotOverlap),
        ...(await scores(row, { em: 'em/flashrag@1', f1: 'f1/flashrag@1', acc: 'acc/flashrag@1' })),
      },
    }));
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it("of BERGEN's script is reached", async () => {
    const rows = realJsonLines('vectors/bergen.jsonl.gz') as readonly Row[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: {
        ...best(row, (a, b) => tokenOverlap(bergenTokens(a), bergenTokens(b))),
        ...(await scores(row, { match: 'match/bergen@1', flashragAcc: 'acc/flashrag@1' })),
      },
    }));
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it("of Self-RAG's script is reached, those of claims and choices too", async () => {
    const rows = realJsonLines('vectors/selfrag_match.jsonl.gz') as readonly Row[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: await scores(row, { match: 'match/selfrag@1' }),
    }));
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it("of PopQA's script is reached", async () => {
    const rows = realJsonLines('vectors/popqa.jsonl.gz') as readonly (Row & { generation: string })[];
    const compared = rows.map(async (row) => ({
      ...row,
      actual: await scores({ ...row, prediction: row.generation }, { match: 'match/popqa@1' }),
    }));
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });
});

describe('every vector of TriviaQA', () => {
  const rows = realJsonLines('vectors/triviaqa.jsonl.gz') as readonly (Row & {
    readonly normalizedAliases: readonly string[];
    readonly humanAnswers?: readonly string[];
  })[];

  it('is reached by the scorers', async () => {
    const compared = rows.map(async (row) => {
      const normalisedAliases = [...row.normalizedAliases, ...(row.humanAnswers ?? [])];
      const input = scoreInput({
        answer: row.prediction,
        gold: { answers: [row.golds], normalisedAliases },
      });
      const em = await scoreOf('em/triviaqa@1', input);
      return { ...row, actual: { em, f1: await scoreOf('f1/triviaqa@1', input) } };
    });
    expect(rows).toHaveLength(200);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });

  it('is reached by the normaliser', () => {
    // Long predictions are recorded without their normalised text.
    const short = rows.filter(({ expected }) => expected['normalizedPrediction'] !== null);
    expect(short.length).toBeGreaterThan(150);
    const compared = short.map((row) => ({
      ...row,
      actual: { normalizedPrediction: triviaqaTokens(row.prediction).join(' ') },
    }));
    expect(disagreements(compared)).toEqual([]);
  });

  it("is reached by the normaliser over raw aliases, which gives the file's normalised ones", () => {
    const compared = rows.map(({ id, golds, normalizedAliases }) => ({
      id,
      actual: { aliases: [...new Set(golds.map((gold) => triviaqaTokens(gold).join(' ')))].toSorted() },
      expected: { aliases: [...new Set(normalizedAliases)].toSorted() },
    }));
    expect(disagreements(compared)).toEqual([]);
  });
});
