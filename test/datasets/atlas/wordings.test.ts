import { describe, expect, it } from 'vitest';

import { commonForms } from '../../../src/datasets/atlas/asking/common.ts';
import { selfContainedForms } from '../../../src/datasets/atlas/asking/selfContained.ts';
import { perCountry } from '../../../src/datasets/atlas/layout.ts';
import { openAtlas } from '../../../src/datasets/atlas/openAtlas.ts';
import { wordingsOf } from '../../../src/datasets/atlas/wordings/wordingsOf.ts';

const relations = Object.entries(wordingsOf).flatMap(([kind, { relations: all }]) =>
  Object.entries(all).map(([relation, words]) => ({ kind, relation, words })),
);
const slotsOf = (frame: string): readonly string[] => [...frame.matchAll(/\{[^}]*\}/g)].map(([slot]) => slot);

describe('wordings', () => {
  it.each(relations)('of $relation: at least 12 statements and 8 questions, all different', ({ words }) => {
    const { statements, questions } = words;
    expect(new Set(statements).size).toBe(statements.length);
    expect(new Set(questions).size).toBe(questions.length);
    expect(statements.length).toBeGreaterThanOrEqual(12);
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(questions.filter((frame) => !frame.includes("{s's}")).length).toBeGreaterThanOrEqual(4);
  });

  it.each(relations)('of $relation: at least 8 for what else is asked, and 4 phrases', ({ words }) => {
    const others = [words.comparisons?.questions, words.same, words.verify].filter(
      (list) => list !== undefined,
    );
    expect(others.filter((list) => new Set(list).size < 8)).toEqual([]);
    expect(words.phrases === undefined || new Set(words.phrases).size >= 4).toBe(true);
  });

  it.each(relations)('of $relation: sentences are sentences, with the slots they need', ({ words }) => {
    const { statements, questions, phrases = [], comparisons, same = [], verify = [] } = words;
    for (const frame of statements) {
      expect(frame).toMatch(/^[{A-Z].*\.$/);
      expect(slotsOf(frame).filter((slot) => /\{(an )?[oO]('s)?\}/.test(slot))).toHaveLength(1);
      expect(slotsOf(frame).filter((slot) => !/^\{(an )?[sSoOkc]('s)?\}$/.test(slot))).toEqual([]);
    }
    for (const frame of questions) expect(slotsOf(frame)).toEqual([expect.stringMatching(/^\{s('s)?\}$/)]);
    for (const frame of phrases) expect(slotsOf(frame)).toEqual([expect.stringMatching(/^\{s('s)?\}$/)]);
    for (const frame of [...(comparisons?.questions ?? []), ...same]) {
      expect([...slotsOf(frame)].sort()).toEqual(['{a}', '{b}']);
    }
    for (const frame of verify) expect([...slotsOf(frame)].sort()).toEqual(['{o}', '{s}']);
    for (const frame of [...questions, ...(comparisons?.questions ?? []), ...same, ...verify]) {
      expect(frame).toMatch(/^[A-Z].*\?$/);
    }
  });

  it('exist for every fact of every kind, with phrases where the object is an entity', () => {
    const atlas = openAtlas({ seed: 5, articles: 250 });
    const stated = new Set<string>();
    for (const [kind, count] of perCountry) {
      for (let n = 0; n < count; n++) {
        for (const [relation, value] of atlas.entity({ country: 0, kind, n }).facts) {
          stated.add(relation);
          expect(wordingsOf[kind].relations[relation]?.phrases !== undefined).toBe('entity' in value);
        }
      }
    }
    expect([...stated].sort()).toEqual(relations.map(({ relation }) => relation).sort());
  });

  it.each([...commonForms, ...selfContainedForms])(
    'of $name: at least eight, all different',
    ({ frames }) => {
      expect(new Set(frames).size).toBeGreaterThanOrEqual(8);
    },
  );

  it('never call the subject by a pronoun where it is not the subject', () => {
    const atlas = openAtlas({ seed: 5, articles: 2000 });
    const wrong = [];
    for (let index = 0; index < 2000; index++) {
      const { text } = atlas.article(index).passage;
      wrong.push(...(text.match(/\b(of|by|for|to|at|in|on|with) (he|she)\b/g) ?? []));
    }
    expect(wrong).toEqual([]);
  });
});
