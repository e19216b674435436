import { describe, expect, test } from 'vitest';
import { ircotFlashrag } from '../../../src/methods/ircot-flashrag.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { passagesNamed } from '../../support/listRetriever.ts';
import { queryRetriever } from '../../support/queryRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

type Found = readonly (readonly [string, number])[];

async function play(told: {
  readonly finds: readonly Found[];
  readonly says: readonly string[];
  readonly maxThoughts: number;
  readonly budget?: Budget;
}) {
  let searches = 0;
  const retriever = queryRetriever(passagesNamed('a', 'b', 'c', 'd'), () => told.finds[searches++] ?? []);
  const reasoner = scriptedBackend({ say: (_, call) => told.says[call] ?? '' });
  const { tools, lists } = bindMethod<typeof ircotFlashrag.roles>({
    retriever,
    backends: { reasoner },
    ...(told.budget !== undefined && { budget: told.budget }),
  });
  const settings = ircotFlashrag.settings.parse({ k: 2, maxThoughts: told.maxThoughts });
  const answer = await ircotFlashrag.answer({ text: 'Q?', task: 'open' }, tools, settings);
  const titles = reasoner.asked.map(({ prompt }) =>
    [...promptText(prompt).matchAll(/^Wikipedia Title: (.)$/gm)].map(([, title]) => title?.toLowerCase()),
  );
  const { turns } = lists.finish(answer.evidence);
  const held = turns?.map((turn) => turn.map(({ passage }) => passage.id));
  return { answer, queries: retriever.queries, titles, held };
}

describe('ircot-flashrag, golden cases of the control flow', () => {
  test('B1: thoughts are queries; passages are kept, the best next to the question; the last search is not read', async () => {
    const { answer, queries, titles, held } = await play({
      finds: [
        [
          ['a', 0.8],
          ['b', 0.7],
        ],
        [
          ['c', 0.85],
          ['a', 0.75],
        ],
        [
          ['d', 0.9],
          ['c', 0.6],
        ],
      ],
      says: [' Iron Gull was manufactured by Lund Rides.', ' Lund Rides is a Norwegian company.'],
      maxThoughts: 2,
    });
    expect(titles).toEqual([
      ['a', 'b'],
      ['b', 'a', 'c'],
    ]);
    expect(held).toEqual(titles);
    expect(queries).toEqual([
      'Q?',
      ' Iron Gull was manufactured by Lund Rides.',
      ' Lund Rides is a Norwegian company.',
    ]);
    expect(answer.raw).toBe(' Iron Gull was manufactured by Lund Rides.  Lund Rides is a Norwegian company.');
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['b', 'a', 'c']);
    expect(answer.stopped).toBe('max thoughts');
  });

  test('B2: a thought is cut at the first full stop, even inside the answer', async () => {
    const { answer, queries } = await play({ finds: [], says: [' So the answer is: St.'], maxThoughts: 2 });
    expect(answer).toMatchObject({ text: 'St.', stopped: 'answer named' });
    expect(queries).toHaveLength(1);
  });

  test('B3: ends as soon as a thought names the answer', async () => {
    const says = [' A was born in 1901.', ' So the answer is: 1901.'];
    const { answer, queries } = await play({ finds: [], says, maxThoughts: 5 });
    expect(answer.text).toBe('1901.');
    expect(queries).toHaveLength(2);
  });
});

test('the full stop that ended a thought is put back', async () => {
  const { queries } = await play({ finds: [], says: [' A was born'], maxThoughts: 1 });
  expect(queries).toEqual(['Q?', ' A was born.']);
});

test('past its budget it answers with the thoughts it has', async () => {
  const { answer } = await play({
    finds: [],
    says: [' A b.', ' C d.'],
    maxThoughts: 5,
    budget: { calls: 1 },
  });
  expect(answer).toMatchObject({ text: 'A b.', stopped: 'budget' });
});
