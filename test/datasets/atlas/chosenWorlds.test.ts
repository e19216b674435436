import { describe, expect, it } from 'vitest';

import { askers } from '../../../src/datasets/atlas/asking/askers.ts';
import { atlasArticles } from '../../../src/datasets/atlas/atlasArticles.ts';
import { atlasQuestions } from '../../../src/datasets/atlas/atlasQuestions.ts';
import { countryWords } from '../../../src/datasets/atlas/naming/countryWords.ts';
import { openAtlas } from '../../../src/datasets/atlas/openAtlas.ts';
import type { Wording } from '../../../src/datasets/atlas/writing/chooseWordings.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { frameLists } from '../../../src/training/split/frameLists.ts';

const world = { seed: 11, articles: 500 };

describe('a world of chosen names', () => {
  const names = (word: string): boolean => word.length % 2 === 0;

  it('passes over words that are refused, and names nothing twice', () => {
    const word = countryWords(3, 0, names);
    const towns = Array.from({ length: 30 }, (_, n) => word('town', n));
    expect(towns.every(names)).toBe(true);
    expect(new Set(towns).size).toBe(30);
    const titles = [...atlasArticles({ ...world, names })].map(({ title }) => title);
    expect(new Set(titles).size).toBe(500);
  });

  it('is the usual one where no word is refused', () => {
    const all = atlasArticles({ ...world, names: () => true });
    expect([...all]).toEqual([...atlasArticles(world)]);
  });

  it('names people in questions that need no article from it too', () => {
    const asked = [...atlasQuestions({ ...world, names }, 200)].filter(
      ({ slices }) => slices['relation'] === 'lists',
    );
    const people = asked.flatMap(({ asked: { text } }) => text.match(/\p{Lu}\p{Ll}+(?=[,.: ?])/gu) ?? []);
    const odd = people.filter((name) => !names(name));
    const openings = /^(?:Which|In|From|Four|The|Called|A|Who|Of|If|Somebody)$/;
    expect(odd.filter((name) => !openings.test(name))).toEqual([]);
  });
});

describe('a world of chosen wordings', () => {
  const lists = frameLists();
  const wordings = (list: string): readonly Wording[] =>
    list === 'person.born/statement'
      ? [{ id: `${list}/more-0`, frame: '{S} saw daylight in {o}.' }]
      : (lists.get(list) ?? []).map((frame, at) => ({ id: `${list}/${at}`, frame }));

  it('uses these, by their ids, and no others', () => {
    const atlas = openAtlas({ ...world, wordings });
    const said = Array.from({ length: 500 }, (_, index) => atlas.article(index)).flatMap(
      ({ passage, statements }) =>
        statements
          .filter(({ relation }) => relation === 'person.born')
          .map(({ wording, sentence }) => ({ wording, sentence: passage.sentences[sentence] ?? '' })),
    );
    expect(said).toHaveLength(176);
    for (const { wording, sentence } of said) {
      expect(wording).toBe('person.born/statement/more-0');
      expect(sentence).toContain('saw daylight in');
    }
  });

  it('says where it has none', () => {
    expect(() => [...atlasArticles({ ...world, wordings: () => [] })]).toThrow(/No wording of .* is allowed/);
  });
});

describe('questions', () => {
  it('have as many wordings as the world says', () => {
    for (const { rewordings } of atlasQuestions({ ...world, texts: 2 }, 40))
      expect(rewordings).toHaveLength(1);
    for (const { rewordings } of atlasQuestions({ ...world, texts: 1 }, 20)) expect(rewordings).toEqual([]);
  });

  it('rest on certain articles alone where these are told', () => {
    const atlas = openAtlas({ ...world, texts: 1 });
    const random = keyedRandom(1, 'among');
    const among = Array.from({ length: 60 }, (_, n) => atlas.article(60 + n));
    const kinds = ['one-hop', 'bridge', 'comparison', 'yes-no'] as const;
    const drafts = kinds.flatMap((kind) =>
      Array.from({ length: 400 }, () => askers[kind](atlas, random, among) ?? []).flat(),
    );
    expect(new Set(drafts.map(({ kind }) => kind)).size).toBe(4);
    const told = new Set(among.map(({ index }) => index));
    for (const { support, kind } of drafts) {
      const needed = kind === 'bridge' ? [support[0], support.at(-1)] : support;
      for (const each of needed) expect(told).toContain(each?.article.index);
    }
  });
});
