import { describe, expect, test } from 'vitest';
import { lexiconOf } from '../../../../src/methods/extractive/lexicon.ts';
import { buildLexicon } from '../../../../training/extractive/buildLexicon.ts';
import type { Example } from '../../../../training/extractive/example.ts';

const examples = ['Rome', 'Ulm', 'Bonn'].map((city): Example => {
  const passages = [{ id: city, title: '', text: `The city of ${city} is old. The river is cold in 1912.` }];
  return { id: city, dataset: 'made', question: `Where is ${city}?`, answers: [city], passages };
});
const stored = buildLexicon(examples, 3, 4);

describe('buildLexicon', () => {
  test('holds frequent words, and stand-ins for the others', () => {
    const words = stored.words.split(' ');
    expect(words).toEqual(expect.arrayContaining(['the', 'river', '<CAPITAL>', '<YEAR>']));
    expect(words).not.toContain('rome');
    expect(stored.classes).toHaveLength(words.length);
    expect(stored.rarity).toHaveLength(words.length);
  });

  test('calls a word in every passage common', () => {
    expect(lexiconOf(stored).look('river', 'river').rarity).toBe(0);
  });
});
