import { describe, expect, it } from 'vitest';

import { atlasQuestions } from '../../../src/datasets/atlas/atlasQuestions.ts';
import { numberWords } from '../../../src/datasets/atlas/asking/numberWords.ts';

const questions = [...atlasQuestions({ seed: 21, articles: 500 }, 3000)];
const asked = (relation: string) => {
  const found = questions.filter(({ slices }) => slices['relation'] === relation);
  expect(found.length).toBeGreaterThan(20);
  return found.flatMap(({ asked: { text }, rewordings = [], gold }) =>
    [text, ...rewordings].map((wording) => ({ wording, answers: gold.answers.flat() })),
  );
};
const amounts = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);
const names = (text: string): readonly string[] =>
  (text.match(/\b\p{Lu}\p{Ll}+\b/gu) ?? []).filter((word) => !startsOfQuestions.has(word));
const startsOfQuestions = new Set(
  (
    'Of In Which Who How If To After With There From A Add What Counting Starting Name On The Neither By Whose ' +
    'Four Called Write Outside Leap Long Register'
  ).split(' '),
);
const byWords = new Map(Array.from({ length: 10_000 }, (_, amount) => [numberWords(amount), amount]));
const wordsIn = (text: string): number | undefined =>
  text
    .toLowerCase()
    .match(/[a-z-]+/g)
    ?.map((word) => byWords.get(word))
    .find((amount) => amount !== undefined && amount > 1);

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const position = (list: readonly string[], text: string): number =>
  list.findIndex((name) => text.includes(name));

// Each question is solved again from its wording alone.
describe('common questions follow from what all worlds share', () => {
  it('days of months', () => {
    for (const { wording, answers } of asked('month-days')) {
      const days = new Date(Date.UTC(2023, position(months, wording) + 1, 0)).getUTCDate();
      expect(answers).toContain(String(days));
    }
  });

  it('months and weekdays counted on', () => {
    for (const { wording, answers } of asked('month-order')) {
      expect(answers).toEqual([months[(position(months, wording) + (wordsIn(wording) ?? 0)) % 12]]);
    }
    for (const { wording, answers } of asked('weekdays')) {
      expect(answers).toEqual([weekdays[(position(weekdays, wording) + (wordsIn(wording) ?? 0)) % 7]]);
    }
  });

  it('units', () => {
    const sizes: Readonly<Record<string, number>> = {
      seconds: 1,
      minutes: 60,
      hours: 3600,
      days: 86_400,
      weeks: 604_800,
      months: 1,
      years: 12,
      decades: 120,
      centuries: 1200,
      millimetres: 1,
      centimetres: 10,
      metres: 1000,
      kilometres: 1_000_000,
      grams: 1,
      kilograms: 1000,
      tonnes: 1_000_000,
    };
    for (const { wording, answers } of asked('units')) {
      const [amount = 0] = amounts(wording);
      const large = /\d+ (\w+)/.exec(wording)?.[1] ?? '';
      const small =
        (wording.match(/\w+/g) ?? []).find((word) => word !== large && sizes[word] !== undefined) ?? '';
      expect(answers).toContain(String((amount * (sizes[large] ?? 0)) / (sizes[small] ?? 0)));
    }
  });

  it('number words', () => {
    for (const { wording, answers } of asked('number-words')) {
      const [amount = 0] = amounts(wording);
      expect(answers[0]).toBe(numberWords(amount));
    }
    for (const { wording, answers } of asked('digits')) {
      expect(wording).toContain(numberWords(Number(answers[0])));
    }
    expect([0, 14, 20, 47, 100, 347, 1000, 1001, 1100, 9999].map(numberWords)).toEqual([
      'zero',
      'fourteen',
      'twenty',
      'forty-seven',
      'one hundred',
      'three hundred and forty-seven',
      'one thousand',
      'one thousand and one',
      'one thousand one hundred',
      'nine thousand nine hundred and ninety-nine',
    ]);
  });
});

describe('self-contained questions follow from themselves', () => {
  it('sums, differences and spans', () => {
    for (const { wording, answers } of asked('sums')) {
      const [n = 0, m = 0] = amounts(wording);
      expect(answers[0]).toBe(String(n + m));
    }
    for (const relation of ['differences', 'spans']) {
      for (const { wording, answers } of asked(relation)) {
        const [n = 0, m = 0] = amounts(wording);
        expect(answers[0]).toBe(String(Math.abs(n - m)));
      }
    }
  });

  it('lists', () => {
    for (const { wording, answers } of asked('lists')) {
      const place = ['first', 'second', 'third', 'fourth'].findIndex((word) => wording.includes(word));
      expect(answers).toEqual([names(wording)[place]]);
    }
  });

  it('order: the answer is one of the three who are named, the same in every wording', () => {
    for (const { wording, answers } of asked('order')) {
      const [a = '', b = '', c = ''] = names(wording).filter((name, at, all) => all.indexOf(name) === at);
      const order = wording.startsWith('Neither')
        ? [c, a, b]
        : /looks up|but not as tall/.test(wording)
          ? wording.includes('looks up')
            ? [b, a, c]
            : [c, a, b]
          : wording.includes('shorter than')
            ? [c, b, a]
            : [a, b, c];
      expect(answers).toEqual([order[wording.includes('tallest') ? 0 : 2]]);
    }
  });

  it('boxes', () => {
    for (const { wording, answers } of asked('boxes')) {
      const thing = answers[0] ?? '';
      const colours = (wording.match(/\b(red|blue|green|white|black|yellow|grey|brown)\b/g) ?? []).slice(
        0,
        3,
      );
      const contents = wording.match(/\b[Aa] (coin|ring|key|thimble|feather|whistle|pearl|stamp)\b/g) ?? [];
      expect(contents[colours.indexOf(colours[2] ?? '')]?.toLowerCase()).toBe(thing);
    }
  });
});
