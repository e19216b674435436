import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownRewording } from '../../src/environments/ownRewording.ts';
import { misspell, typos } from '../../src/environments/typos.ts';
import type { Question } from '../../src/ports/question.ts';
import { environmentsFor } from '../../src/runs/plan/environmentsFor.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

const question: Question = {
  id: 'q',
  asked: { text: 'Who wrote it?', task: 'open' },
  gold: { answers: [['x']] },
  rewordings: ['Which author wrote it?'],
  slices: {},
};

describe('ownRewording', () => {
  test('gives the rewording for the question', () => {
    expect(ownRewording(1, 'question').reword?.('Who wrote it?', question)).toBe('Which author wrote it?');
  });

  test('replaces the question inside a longer query and leaves other queries alone', () => {
    const { reword } = ownRewording(1, 'query');
    expect(reword?.('Who wrote it? Paris', question)).toBe('Which author wrote it? Paris');
    expect(reword?.('another query', question)).toBe('another query');
  });

  test('a question without that rewording has none', () => {
    expect(ownRewording(2, 'question').reword?.('Who wrote it?', question)).toBeUndefined();
  });

  test('a dollar sign in the rewording is only a dollar sign', () => {
    const priced = { ...question, rewordings: ['Is it $& or $1?'] };
    expect(ownRewording(1, 'question').reword?.('Who wrote it?', priced)).toBe('Is it $& or $1?');
  });
});

describe('typos', () => {
  const text = 'Which river flows through the largest city of the northern province?';

  test('the same seed and question give the same slips, another seed others', () => {
    const { reword } = typos(1, 'query');
    expect(reword?.(text, question)).toBe(reword?.(text, question));
    expect(reword?.(text, question)).not.toBe(typos(2, 'query').reword?.(text, question));
  });

  test('short words, first letters, digits and spaces stay, and few words change', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const before = text.split(' ');
        const after = misspell(text, keyedRandom(seed, 'test')).split(' ');
        expect(after).toHaveLength(before.length);
        for (const [n, word] of after.entries()) {
          expect(word[0]).toBe(before[n]?.[0]);
          expect(Math.abs(word.length - (before[n]?.length ?? 0))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('text without a long word stays as it is', () => {
    expect(misspell('Is it so? 12345', keyedRandom(1, 'test'))).toBe('Is it so? 12345');
  });

  test('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (odd, seed) => {
        expect(typeof misspell(odd, keyedRandom(seed, 'test'))).toBe('string');
      }),
    );
  });
});

describe('environmentsFor', () => {
  const ids = (...args: Parameters<typeof environmentsFor>): readonly string[] =>
    environmentsFor(...args).map((environment) => environment.id);

  test('auto takes the rewordings of the dataset, or typing errors where it has none', () => {
    expect(ids(['auto'], 2)).toEqual(['original', 'own-1', 'own-2']);
    expect(ids(['auto'], 0)).toEqual(['original', 'typos-1', 'typos-2', 'typos-3']);
  });

  test('every environment is there once', () => {
    expect(ids(['original', 'auto', { window: '64-words' }, { window: 64 }], 1)).toEqual([
      'original',
      'own-1',
      'window-64',
    ]);
  });

  test('rewordings on queries and on questions are different environments', () => {
    expect(
      ids(
        [
          { reword: 'own', on: 'query' },
          { reword: 'own', on: 'question' },
        ],
        1,
      ),
    ).toEqual(['own-1-on-query', 'own-1']);
  });
});
