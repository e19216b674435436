import { expect, test } from 'vitest';
import type { Passage } from '../../../src/ports/passage.ts';
import type { ScoreInput } from '../../../src/ports/scorer.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';

const passage = (id: string, text: string): Passage => ({ id, title: '', text });
const [east, nearlyEast, north, west] = ['east', 'nearly east', 'north', 'west'].map((text) =>
  passage(text, text),
);

/** On the unit circle, by degrees. */
const degrees: Readonly<Record<string, number>> = { east: 0, 'nearly east': 25, north: 90, west: 180 };
const vectorOf = ({ text }: Passage): Float32Array => {
  const angle = ((degrees[text] ?? 0) * Math.PI) / 180;
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
};

async function score(name: string, given: Partial<ScoreInput> & { readonly turns?: readonly Passage[][] }) {
  const { turns, ...more } = given;
  const ranked = turns?.map((held) => held.map((each) => ({ passage: each, score: 1 })));
  return (await findScorer(name)).score({
    asked: { text: 'Where?', task: 'open' },
    gold: { answers: [['a']] },
    answer: { text: 'a' },
    lists: { first: [], evidence: [], shown: [], ...(ranked !== undefined && { turns: ranked }) },
    ...more,
  });
}

const some = (...passages: readonly (Passage | undefined)[]): Passage[] =>
  passages.filter((each) => each !== undefined);

test('a gold passage counts once something like it was kept, by turn', async () => {
  const goldPassages = some(east, north);
  // cos 25° = .906; the second turn adds nothing, the third the other one.
  const turns = [some(nearlyEast), some(west), some(north)];
  const told = { goldPassages, turns, vectorOf };
  expect(await score('recall/cosine/turn1@1', told)).toBe(0.5);
  expect(await score('recall/cosine/turn2@1', told)).toBe(0.5);
  expect(await score('recall/cosine/turn3@1', told)).toBe(1);
  expect(await score('recall/cosine/turn9@1', told)).toBe(1);
});

test('nothing found is 0, with an embedder or without', async () => {
  expect(await score('recall/cosine/first@1', { goldPassages: some(east) })).toBe(0);
});

test('it does not apply without gold passages, an embedder, or turns', async () => {
  const goldPassages = some(east);
  const turns = [some(east)];
  for (const given of [
    { turns, vectorOf },
    { turns, goldPassages },
    { goldPassages, vectorOf },
  ])
    expect(await score('recall/cosine/turn1@1', given)).toHaveProperty('notApplicable');
});

test('it says that it needs an embedder', async () => {
  expect((await findScorer('recall/cosine/turn1@1')).needs).toEqual(['evidence', 'embedder']);
});
