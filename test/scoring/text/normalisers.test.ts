import { describe, expect, it } from 'vitest';

import { bergenTokens } from '../../../src/scoring/text/bergenTokens.ts';
import { squadTokens } from '../../../src/scoring/text/squadTokens.ts';
import { triviaqaTokens } from '../../../src/scoring/text/triviaqaTokens.ts';

describe('the normalisers', () => {
  it.each([
    ['The_Beatles!', 'beatles', 'thebeatles'],
    ['Saint-Denis', 'saint denis', 'saintdenis'],
    ["O'Neill", 'o neill', 'oneill'],
    ['O’Neill', 'o neill', 'o’neill'],
    ['A.I.', 'i', 'ai'],
    ['U.S.', 'u s', 'us'],
    ['rock & roll', 'rock roll', 'rock roll'],
    ['3,677', '3 677', '3677'],
    ['$5.00', '5 00', '500'],
    ['don`t', 'don t', 'dont'],
    ['1960’s', '1960 s', '1960’s'],
    ['The', '', ''],
    ['New\u0085York\u3000City', 'new york city', 'new york city'],
  ])('of TriviaQA and SQuAD make %j into %j and %j', (text, triviaqa, squad) => {
    expect(triviaqaTokens(text).join(' ')).toBe(triviaqa);
    expect(squadTokens(text).join(' ')).toBe(squad);
  });

  it('of SQuAD and BERGEN differ where an article touches a mark or a rare numeral', () => {
    expect([squadTokens('the²'), bergenTokens('the²')]).toEqual([['the²'], ['²']]);
    expect([squadTokens('a\u030arhus'), bergenTokens('a\u030arhus')]).toEqual([
      ['\u030arhus'],
      ['a\u030arhus'],
    ]);
  });

  it('of SQuAD and BERGEN agree on ordinary text', () => {
    const text = 'The “Chief of Protocol”, a U.S. officer (1960–61)';
    expect(bergenTokens(text)).toEqual(squadTokens(text));
  });
});
