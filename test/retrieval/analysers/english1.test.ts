import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { english1 } from '../../../src/retrieval/analysers/english1.ts';
import { termsOf } from '../../../src/retrieval/analysers/termsOf.ts';

// The right column is what Lucene 8.7's EnglishAnalyzer gives (bench/truth/LuceneTruth.java), tokens joined by spaces.
const lucene: readonly (readonly [text: string, tokens: string])[] = [
  ["It's the dog's bone, isn't it?", "dog bone isn't"],
  ['The U.S.A. and U.N. met at 3.14 p.m.', 'u.s.a u.n met 3.14 p.m'],
  ['O’Neil’s 1,000.50 dollars: 10:30, 1:2 a:b', 'o’neil 1,000.50 dollar 10 30 1 2 a:b'],
  ['foo_bar _x_ __ x__y', 'foo_bar _x_ x__y'],
  ['e-mail wi-fi Jean-Luc', 'e mail wi fi jean luc'],
  ['naïve café Beyoncé Łódź', 'naïv café beyoncé łódź'],
  ['İstanbul ΟΔΟΣ ΣΊΣΥΦΟΣ Straße', 'istanbul οδοσ σίσυφοσ straße'],
  ['caresses ponies ties cats feed agreed plastered', 'caress poni ti cat feed agre plaster'],
  ['running hopping falling hissing fizzed failing filing', 'run hop fall hiss fizz fail file'],
  ['relational conditional rational valenci hesitanci digitizer', 'relat condit ration valenc hesit digit'],
  ['generalization oscillators hopefulness goodness', 'gener oscil hope good'],
  ['ies sses ss s a b', 'i ss ss s b'],
  ["don't can't we'll they're I'm", "don't can't we'll they'r i'm"],
  ['C++ C# .NET node.js x.y.z 192.168.0.1', 'c c net node.j x.y.z 192.168.0.1'],
  ['日本語のテキスト カタカナ ﾊﾝｶｸ ー', '日 本 語 の テキスト カタカナ ﾊﾝｶｸ ー'],
  ['한국어 텍스트', '한국어 텍스트'],
  ['ภาษาไทย ไม่มี', 'ภาษาไทย ไม่มี'],
  ["ראב\"י ג'ורג' שלום", "ראב\"י ג'ורג' שלום"],
  ['हिन्दी में', 'हिन्दी में'],
  ['😀 👩\u200d👩\u200d👧 🇩🇪🇫🇷 ♥ ★ ™ ©', '😀 👩\u200d👩\u200d👧 🇩🇪 🇫🇷 ♥ ★ ™ ©'],
  ['a\u0301b x\u200by zero\u200dwidth soft\u00adhyphen', 'a\u0301b x y zero\u200dwidth soft\u00adhyphen'],
  ['1st 2nd x2 2x 1a.b2 1.a a.1', '1st 2nd x2 2x 1a.b2 1 1'],
  ['and or not THE Their will with into such', ''],
  ["be being been the cat's' cats' s's", 'be been cat cat s'],
  ['ﬁne ﬀ Ⅷ ② ½ ² x²', 'ﬁne ﬀ ⅷ x'],
  ['\'quoted\' ‘single’ "double"', 'quot singl doubl'],
  ["l'amour d'Artagnan aujourd'hui", "l'amour d'artagnan aujourd'hui"],
  ['email@example.com http://a.b/c?d=e', 'email example.com http a.b c d e'],
  ["semi;colon 1;2 a;b 1'000 ’s 's", "semi colon 1;2 b 1'000 s s"],
  ["A.B. 'tis rock'n'roll", "a.b ti rock'n'rol"],
  ['sky happily by say enjoy', 'sky happili sai enjoi'],
  ['controll roll probate rate cease', 'control roll probat rate ceas'],
  ['１２３ ＡＢＣ Ｏ＇Ｎｅｉｌ＇ｓ', '１２３ ａｂｃ ｏ＇ｎｅｉｌ＇ｓ'],
  ['tab\tand nbsp\u00a0narrow\u202fspace', 'tab nbsp narrow\u202fspac'],
];

describe('english@1', () => {
  it.each(lucene)('finds the tokens of Lucene in %j', (text, tokens) => {
    expect(termsOf(english1, text).join(' ')).toBe(tokens);
  });

  it('cuts a word of more than 255 characters into pieces', () => {
    const lengths = termsOf(english1, 'x'.repeat(600)).map((term) => term.length);
    expect(lengths).toStrictEqual([255, 255, 90]);
  });

  it('takes any text, and gives no empty term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(termsOf(english1, text)).not.toContain('');
      }),
    );
  });

  it('never gives a stop word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('the', "The's", 'a', 'cat', "it's", '...', 'will')), (words) => {
        expect(termsOf(english1, words.join(' ')).every((term) => term === 'cat')).toBe(true);
      }),
    );
  });
});
