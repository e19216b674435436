import { describe, expect, it } from 'vitest';

import { flashrag } from '../../../src/datasets/formats/flashrag.ts';
import { questionsOf, refusalOf } from './reading.ts';

const plain = { id: 'test_0', question: 'q', golden_answers: ['a'] };

describe('FlashRAG', () => {
  it('takes gold titles, passage ids and slices from the metadata', async () => {
    const metadata = {
      gold_titles: ['T', 'T'],
      gold_passage_ids: ['p-1', 7],
      type: 'bridge',
      s_pop: 3,
      obj: 'x',
    };
    const [question] = await questionsOf(flashrag, [{ ...plain, metadata }]);
    expect(question).toStrictEqual({
      id: 'test_0',
      asked: { text: 'q', task: 'open' },
      gold: { answers: [['a']], passages: ['p-1', '7'], titles: ['T'] },
      slices: { type: 'bridge', s_pop: 3 },
    });
  });

  it("takes HotpotQA's facts and context from the metadata", async () => {
    const metadata = {
      supporting_facts: { title: ['T', 'T'], sent_id: [0, 1] },
      context: { title: ['T'], sentences: [['A.', ' B.']] },
    };
    const [question] = await questionsOf(flashrag, [{ ...plain, metadata }]);
    expect(question?.gold.titles).toStrictEqual(['T']);
    expect(question?.gold.facts).toHaveLength(2);
    expect(question?.context).toMatchObject([{ title: 'T', text: 'A. B.', sentences: ['A.', ' B.'] }]);
  });

  it('reads golden answers among choices as indices', async () => {
    const [question] = await questionsOf(flashrag, [
      { ...plain, choices: ['x', 'y', 'z'], golden_answers: [1, 2] },
    ]);
    expect(question?.asked).toStrictEqual({ text: 'q', task: 'choice', choices: ['x', 'y', 'z'] });
    expect(question?.gold.answers).toStrictEqual([['y'], ['z']]);
  });

  it('refuses an index that no choice has', async () => {
    const { message } = await refusalOf(flashrag, [
      { ...plain, choices: ['x', 'y'], golden_answers: [0, 2] },
    ]);
    expect(message).toBe(
      'made:1 field "golden_answers[1]": There is no choice number 2 (they count from 0).',
    );
  });

  it('needs an id', async () => {
    const { message } = await refusalOf(flashrag, [{ ...plain, id: undefined }]);
    expect(message).toBe('made:1 field "id": This field is missing.');
  });

  it('refuses facts whose columns differ in length', async () => {
    const metadata = { supporting_facts: { title: ['T'], sent_id: [] } };
    const { message } = await refusalOf(flashrag, [{ ...plain, metadata }]);
    expect(message).toBe('made:1 field "metadata.supporting_facts": title and sent_id differ in length.');
  });
});
