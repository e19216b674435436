/** What a token looks like, in one small number: what is left of a part of speech when there is no tagger. */
export const shape = {
  none: 0,
  year: 1,
  smallNumber: 2,
  number: 3,
  numberWord: 4,
  ordinal: 5,
  decade: 6,
  month: 7,
  currency: 8,
  percent: 9,
  initial: 10,
  allCaps: 11,
  capital: 12,
  mixedCase: 13,
  article: 14,
  preposition: 15,
  of: 16,
  conjunction: 17,
  auxiliary: 18,
  pronoun: 19,
  relative: 20,
  comma: 21,
  open: 22,
  close: 23,
  quote: 24,
  hyphen: 25,
  possessive: 26,
  otherMark: 27,
  endsIng: 28,
  endsEd: 29,
  endsLy: 30,
  endsS: 31,
  endsTion: 32,
  lower: 33,
} as const;

const words: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        shape.numberWord,
        'one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty hundred hundreds thousand thousands million millions billion billions trillion dozen half',
      ],
      [shape.ordinal, 'first second third fourth fifth sixth seventh eighth ninth tenth'],
      [
        shape.month,
        'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday',
      ],
      [shape.article, 'a an the'],
      [
        shape.preposition,
        'in on at by for with from to into through during between among against under over after before since until about near within without around across along as than like toward towards upon via per',
      ],
      [shape.of, 'of'],
      [shape.conjunction, 'and or but nor & while because although though if'],
      [
        shape.auxiliary,
        "is are was were be been being am has have had having do does did will would can could may might must shall should 're 've not n't",
      ],
      [
        shape.pronoun,
        'he she it they we i you him her them his hers its their our my your this these those there himself herself itself themselves',
      ],
      [shape.relative, 'who whom whose which that what where when why how'],
      [shape.comma, ', ; :'],
      [shape.open, '( [ {'],
      [shape.close, ') ] }'],
      [shape.quote, '" “ ” \' ‘ ’ ` « »'],
      [shape.hyphen, '- – — ‐ / −'],
      [shape.possessive, "'s ’s"],
      [shape.currency, '$ £ € ¥'],
      [shape.percent, '% percent'],
    ] as const
  ).flatMap(([kind, list]) => list.split(' ').map((word) => [word, kind] as const)),
);

/** The shape of a token: `written` as it stands in the text, `word` in lower case. */
export function shapeOf(written: string, word: string): number {
  const listed = words.get(word);
  if (listed !== undefined) {
    // The month of May is a month when it has its capital.
    return listed === shape.auxiliary && written !== word && word === 'may' ? shape.month : listed;
  }
  const first = written.charCodeAt(0);
  if (first >= 48 && first <= 57) return numberShape(written);
  if (/^\P{L}/u.test(written)) return /^\p{N}/u.test(written) ? shape.number : shape.otherMark;
  if (written !== word) return capitalShape(written);
  return lowerShape(word);
}

function numberShape(written: string): number {
  if (/^(?:1\d|20)\d\d$/u.test(written)) return shape.year;
  if (/^\d+s$/u.test(written)) return shape.decade;
  if (/^\d+(?:st|nd|rd|th)$/u.test(written)) return shape.ordinal;
  return written.length < 3 ? shape.smallNumber : shape.number;
}

function capitalShape(written: string): number {
  if (written.length === 1) return shape.initial;
  if (written.toUpperCase() === written) return shape.allCaps;
  return /^\p{Lu}/u.test(written) ? shape.capital : shape.mixedCase;
}

function lowerShape(word: string): number {
  if (word.length < 4) return shape.lower;
  if (word.endsWith('ing')) return shape.endsIng;
  if (word.endsWith('ed')) return shape.endsEd;
  if (word.endsWith('ly')) return shape.endsLy;
  if (word.endsWith('ion') || word.endsWith('ment') || word.endsWith('ity')) return shape.endsTion;
  return word.endsWith('s') ? shape.endsS : shape.lower;
}
