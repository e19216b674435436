import { describe, expect, test } from 'vitest';
import { addBoundaryFeatures, lookOutside } from '../../../src/methods/extractive/boundaryFeatures.ts';
import { addClosedFeatures } from '../../../src/methods/extractive/closedFeatures.ts';
import { featureList, sumWeights, addFeature } from '../../../src/methods/extractive/featureList.ts';
import { addInsideFeatures } from '../../../src/methods/extractive/insideFeatures.ts';
import { readPassages } from '../../../src/methods/extractive/readPassages.ts';
import { readQuestion } from '../../../src/methods/extractive/readQuestion.ts';
import { margin, readSentence } from '../../../src/methods/extractive/readSentence.ts';
import { bestOf } from '../../../src/methods/extractive/scoreSpans.ts';
import { addSentenceFeatures } from '../../../src/methods/extractive/sentenceFeatures.ts';
import { addSpanFeatures } from '../../../src/methods/extractive/spanFeatures.ts';
import { emptyLexicon } from './emptyLexicon.ts';

const question = readQuestion('Who founded Rome?', emptyLexicon);
const see = (text: string, asked = question) => readSentence(text, asked, emptyLexicon);
const nothing = { distance: 0, nearest: 0, mass: 0 };

function filled(fill: (list: ReturnType<typeof featureList>) => void): readonly number[] {
  const list = featureList();
  fill(list);
  return Array.from(list.ids.subarray(0, list.length));
}

function shared(one: readonly number[], other: readonly number[]): number {
  return one.filter((id) => other.includes(id)).length;
}

describe('featureList', () => {
  test('tells templates and values apart', () => {
    const ids = filled((list) => {
      addFeature(list, 1, 2);
      addFeature(list, 2, 1);
      addFeature(list, 1, 2, 1);
      addFeature(list, 1, 2, 0, 1);
    });
    expect(new Set(ids).size).toBe(4);
  });

  test('adds up the weights of what is on', () => {
    const list = featureList();
    addFeature(list, 1, 1);
    addFeature(list, 1, 1);
    const weights = new Float32Array(16).fill(0.5);
    expect(sumWeights(list, weights)).toBe(1);
  });
});

describe('lookOutside', () => {
  const view = see('Romulus long ago founded Rome near a hill');

  test('finds the nearest match on the side it looks to', () => {
    expect(lookOutside(view, question, margin, 1)).toMatchObject({ distance: 3, nearest: 1 });
    expect(lookOutside(view, question, margin + 7, -1)).toMatchObject({ distance: 3, nearest: 2 });
  });

  test('finds nothing past the ends', () => {
    expect(lookOutside(view, question, margin, -1)).toEqual(nothing);
  });

  test('values near matches more than far ones', () => {
    const near = lookOutside(view, question, margin + 2, 1).mass;
    expect(near).toBeGreaterThan(lookOutside(view, question, margin, 1).mass);
  });
});

describe('boundary features', () => {
  const at = (text: string, token: number, step: 1 | -1): readonly number[] =>
    filled((list) => addBoundaryFeatures(list, see(text), question, token + margin, step, nothing));

  test('depend on the token and its two neighbours outside only', () => {
    expect(at('x a Romulus then', 2, -1)).toEqual(at('y x a Romulus then', 3, -1));
    expect(at('b a Romulus then', 2, -1)).not.toEqual(at('b c Romulus then', 2, -1));
  });

  test('tell the first token from the last', () => {
    expect(shared(at('a Romulus b', 1, -1), at('a Romulus b', 1, 1))).toBe(0);
  });
});

describe('inside features', () => {
  test('are more for a token that the question says already', () => {
    const view = see('Romulus founded');
    const own = filled((list) => addInsideFeatures(list, view, question, margin));
    const said = filled((list) => addInsideFeatures(list, view, question, margin + 1));
    expect(said.length).toBeGreaterThan(own.length);
  });
});

describe('span features', () => {
  const of = (text: string, first: number, last: number): readonly number[] =>
    filled((list) => {
      const [placed] = readPassages([{ id: '1', title: '', text }], question, emptyLexicon);
      if (placed === undefined) return;
      const span = {
        first: first + margin,
        last: last + margin,
        shapes: 1,
        groups: 1,
        matched: 0,
        titled: 0,
      };
      addSpanFeatures(list, placed, question, span, nothing, nothing);
    });

  test('tell whether a name is cut', () => {
    const whole = of('then King Numa Pompilius ruled', 1, 3);
    const cut = of('then King Numa Pompilius ruled', 1, 2);
    expect(shared(whole, cut)).toBeLessThan(whole.length - 10);
  });

  test('tell the length', () => {
    expect(of('a b c d e f', 1, 2)).not.toEqual(of('a b c d e f', 1, 3));
  });
});

describe('sentence features', () => {
  const placed = readPassages(
    [
      { id: '1', title: 'Rome', text: 'Romulus founded Rome. It rained.' },
      { id: '2', title: 'Paris', text: 'It is a city.' },
    ],
    question,
    emptyLexicon,
  );

  test('see how much of the question a sentence holds', () => {
    expect(placed.map(({ overlap }) => overlap)).toEqual([1, 0, 0]);
    expect(placed.map(({ title }) => title)).toEqual([0.5, 0.5, 0]);
    expect(placed.map(({ inPassage }) => inPassage)).toEqual([1, 1, 0]);
  });

  test('tell sentences apart', () => {
    const best = bestOf(placed);
    const sets = placed.map((sentence) =>
      filled((list) => addSentenceFeatures(list, sentence, question, best)).join(' '),
    );
    expect(new Set(sets).size).toBe(3);
  });

  test('see that a passage is named in another', () => {
    const asked = readQuestion('Where did the founder live?', emptyLexicon);
    const read = readPassages(
      [
        { id: '1', title: 'Alba', text: 'The founder was Numa Pompilius.' },
        { id: '2', title: 'Numa Pompilius (king)', text: 'He lived there.' },
      ],
      asked,
      emptyLexicon,
    );
    expect(read.map(({ named }) => named > 0)).toEqual([false, true]);
  });
});

describe('closed features', () => {
  test('tell yes from no', () => {
    const asked = readQuestion('Is Rome old?', emptyLexicon);
    const yes = filled((list) => addClosedFeatures(list, [], asked, 1));
    const no = filled((list) => addClosedFeatures(list, [], asked, 0));
    expect(shared(yes, no)).toBe(0);
  });
});
