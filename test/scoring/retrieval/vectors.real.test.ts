import { describe, expect, it } from 'vitest';

import { dprMatcher } from '../../../src/scoring/text/dprMatcher.ts';
import { dprPatternMatcher } from '../../../src/scoring/text/dprPatternMatcher.ts';
import { disagreements } from '../support/disagreements.ts';
import { realJsonLines } from '../support/realJson.ts';
import { ranking, scoreInput } from '../support/scoreInput.ts';
import { scoreOf } from '../support/scoreOf.ts';

describe("every vector of DPR's script", () => {
  const rows = realJsonLines('vectors/dpr_has_answer.jsonl.gz') as readonly {
    readonly id: string;
    readonly mode: 'string' | 'regex';
    readonly answers: readonly string[];
    readonly passages: readonly { readonly title: string; readonly text: string }[];
    readonly expected: { readonly hit: Readonly<Record<string, number>> };
  }[];

  it('is reached passage by passage, with and without titles', () => {
    const compared = rows.map(({ id, mode, answers, passages, expected }) => {
      const holds = (mode === 'string' ? dprMatcher : dprPatternMatcher)(answers);
      const hasAnswer = passages.map(({ text }) => holds(text));
      const hasAnswerWithTitle = passages.map(({ title, text }) => holds(`${title} . ${text}`));
      return { id, expected, actual: { hasAnswer, hasAnswerWithTitle } };
    });
    expect(rows).toHaveLength(195);
    expect(disagreements(compared)).toEqual([]);
  });

  it.each(['1', '3', '5'])('is reached by the hit among the first %s', async (k) => {
    const variants = { string: 'dpr', regex: 'dpr-regex' };
    const compared = rows.map(async ({ id, mode, answers, passages, expected }) => {
      const input = scoreInput({ gold: { answers: [answers] }, list: ranking(passages) });
      const hit = await scoreOf(`has-answer@${k}/${variants[mode]}/first@1`, input);
      return { id, expected: expected.hit, actual: { [k]: hit } };
    });
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });
});

describe("every vector of FlashRAG's script", () => {
  const rows = realJsonLines('vectors/flashrag_retrieval.jsonl.gz') as readonly {
    readonly id: string;
    readonly answers: readonly string[];
    readonly contents: readonly string[];
    readonly expected: Readonly<Record<string, number>>;
  }[];

  it.each(['1', '3', '5'])('is reached by recall and precision at %s', async (k) => {
    const compared = rows.map(async ({ id, answers, contents, expected }) => {
      const list = contents.map((text) => {
        const [title = '', ...lines] = text.split('\n');
        return { title, text: lines.join('\n') };
      });
      const input = scoreInput({ gold: { answers: [answers] }, list: ranking(list) });
      const actual = {
        [`retrieval_recall_top${k}`]: await scoreOf(`has-answer@${k}/flashrag/first@1`, input),
        [`retrieval_precision_top${k}`]: await scoreOf(`precision@${k}/flashrag/first@1`, input),
      };
      return { id, expected, actual };
    });
    expect(rows).toHaveLength(150);
    expect(disagreements(await Promise.all(compared))).toEqual([]);
  });
});
