import { describe, expect, test } from 'vitest';
import { lexiconOf, standIn } from '../../../src/methods/extractive/lexicon.ts';

const lexicon = lexiconOf({ words: 'the king <CAPITAL> kings', classes: '!#%#', rarity: '!A`P' });

describe('lexiconOf', () => {
  test('knows class and rarity of its words', () => {
    expect(lexicon.look('the', 'the')).toMatchObject({ group: 0, rarity: 0 });
    expect(lexicon.look('king', 'king')).toMatchObject({ group: 2, rarity: 32 / 63 });
  });

  test('gives an unknown word the class of its stand-in, and calls it rare', () => {
    expect(lexicon.look('Zug', 'zug')).toMatchObject({ group: 4, rarity: 1 });
  });

  test('gives words with one stem the same stem, and others another', () => {
    const [king, kings, zug] = ['king', 'kings', 'zug'].map((word) => lexicon.look(word, word).stem);
    expect(kings).toBe(king);
    expect(zug).not.toBe(king);
  });
});

describe('standIn', () => {
  test('is named after the shape', () => {
    expect(standIn('Zug', 'zug')).toBe('<CAPITAL>');
    expect(standIn('1912', '1912')).toBe('<YEAR>');
  });
});
