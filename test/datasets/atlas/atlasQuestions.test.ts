import { describe, expect, it } from 'vitest';

import type { Passage } from '../../../src/ports/passage.ts';
import type { Question } from '../../../src/ports/question.ts';
import { atlasArticles } from '../../../src/datasets/atlas/atlasArticles.ts';
import { atlasQuestions, atlasQuestionsWithWordings } from '../../../src/datasets/atlas/atlasQuestions.ts';
import { refOf } from '../../../src/datasets/atlas/layout.ts';
import { openAtlas } from '../../../src/datasets/atlas/openAtlas.ts';

const world = { seed: 11, articles: 2000 };
const questions = [...atlasQuestions(world, 1000)];
const passages = new Map([...atlasArticles(world)].map((passage) => [passage.title, passage]));
const atlas = openAtlas(world);

const ofKind = (kind: string): readonly Question[] =>
  questions.filter(({ slices }) => slices['kind'] === kind);
const textsOf = ({ asked, rewordings = [] }: Question): readonly string[] => [asked.text, ...rewordings];
const sentencesOf = ({ gold }: Question): readonly string[] =>
  (gold.facts ?? []).map(({ title, sentence }) => passages.get(title)?.sentences?.[sentence] ?? '');
const articlesOf = ({ gold }: Question): readonly Passage[] =>
  (gold.titles ?? []).flatMap((title) => passages.get(title) ?? []);
const spellings = ({ gold }: Question): readonly string[] => gold.answers.flat();
const entityOf = (passage: Passage) => atlas.entity(refOf(Number(passage.id.slice(1))));

describe('atlasQuestions', () => {
  it('gives the same questions for the same world, fewer ones being the first of more', () => {
    expect([...atlasQuestions(world, 120)]).toEqual(questions.slice(0, 120));
  });

  it('mixes the six kinds as it says', () => {
    const counts = Object.fromEntries(
      ['one-hop', 'bridge', 'comparison', 'yes-no', 'common', 'self-contained'].map((kind) => [
        kind,
        ofKind(kind).length,
      ]),
    );
    expect(counts).toEqual({
      'one-hop': 200,
      bridge: 300,
      comparison: 150,
      'yes-no': 150,
      common: 100,
      'self-contained': 100,
    });
  });

  it('gives unique ids, different questions, and three rewordings that differ', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(1000);
    expect(new Set(questions.map(({ asked }) => asked.text)).size).toBe(1000);
    for (const question of questions) {
      expect(new Set(textsOf(question)).size).toBe(4);
      for (const text of textsOf(question)) expect(text).toMatch(/^(\p{Lu}|\d)[^{}]*\?$/u);
    }
  });

  it('annotates gold that the corpus holds: titles, passages and sentences agree', () => {
    for (const question of questions) {
      const { facts = [], titles = [], passages: ids = [] } = question.gold;
      expect(articlesOf(question).map(({ id }) => id)).toEqual(ids);
      expect([...new Set(facts.map(({ title }) => title))]).toEqual(titles);
      expect(sentencesOf(question).every((sentence) => sentence !== '')).toBe(true);
      expect(question.gold.answers).toHaveLength(1);
    }
  });

  it('keeps what is asked about in every rewording', () => {
    for (const question of questions.filter(({ slices }) => slices['hops'] !== 0)) {
      const [first, second] = articlesOf(question);
      if (first === undefined) throw new Error(`${question.id} has no article`);
      const named = [entityOf(first).mention];
      if (second !== undefined && question.slices['kind'] !== 'bridge') named.push(entityOf(second).mention);
      for (const text of textsOf(question)) {
        for (const name of named) expect(text.toLowerCase()).toContain(name.toLowerCase());
      }
    }
  });

  it('has the answers of one-hop and bridge questions in the last supporting sentence', () => {
    for (const question of [...ofKind('one-hop'), ...ofKind('bridge')]) {
      const last = sentencesOf(question).at(-1) ?? '';
      expect(spellings(question).some((answer) => last.includes(answer))).toBe(true);
      for (const text of textsOf(question)) {
        expect(spellings(question).some((answer) => text.toLowerCase().includes(answer.toLowerCase()))).toBe(
          false,
        );
      }
    }
  });

  it('needs both articles of every bridge', () => {
    let throughPseudonyms = 0;
    for (const question of ofKind('bridge')) {
      const [first, second] = articlesOf(question);
      if (first === undefined || second === undefined) throw new Error(`${question.id} lacks an article`);
      expect(articlesOf(question)).toHaveLength(2);
      const { bare, spellings: names } = entityOf(second);
      for (const text of textsOf(question)) {
        for (const name of [bare, second.title, ...names]) expect(text).not.toContain(name);
      }
      for (const answer of spellings(question)) expect(first.text).not.toContain(answer);
      expect(second.text).not.toContain(entityOf(first).bare);

      const sentences = sentencesOf(question);
      expect(names.some((name) => sentences[0]?.includes(name))).toBe(true);
      if (sentences.length === 3) throughPseudonyms++;
      else expect(sentences[0]?.toLowerCase()).toContain(bare.toLowerCase());
    }
    expect(throughPseudonyms).toBeGreaterThan(0);
  });

  it('compares numbers that stand in the supporting sentences', () => {
    for (const question of ofKind('comparison')) {
      const amounts = sentencesOf(question).map((sentence) => {
        const entity = articlesOf(question).map(entityOf);
        const relation = String(question.slices['relation']);
        const facts = entity.map(({ facts: all }) => all.get(relation));
        const value = facts.find(
          (fact) => fact !== undefined && !('entity' in fact) && sentence.includes(fact.text),
        );
        return value !== undefined && !('entity' in value) ? (value.amount ?? Number.NaN) : Number.NaN;
      });
      const [a = 0, b = 0] = amounts;
      expect(a).not.toBe(b);
      const lesser = /founded|born|published|released|year/.test(String(question.slices['relation']));
      const winner = articlesOf(question)[a > b === lesser ? 1 : 0];
      expect(spellings(question)[0]).toBe(winner && entityOf(winner).spellings[0]);
    }
  });

  it('answers yes where the supporting sentences name the same, and about as often no', () => {
    const said = ofKind('yes-no').map((question) => {
      const relation = String(question.slices['relation']);
      const values = articlesOf(question).map((passage) => entityOf(passage).facts.get(relation));
      const names = values.map((value) => {
        if (value === undefined) throw new Error(`${question.id} rests on no fact`);
        return 'entity' in value ? atlas.entity(value.entity).mention : value.text;
      });
      names.forEach((name, at) => {
        expect(sentencesOf(question)[at]?.toLowerCase()).toContain(name.toLowerCase());
      });
      const [first = '', second] = names;
      const yes = second === undefined ? question.asked.text.includes(first) : first === second;
      expect(spellings(question)).toEqual([yes ? 'yes' : 'no']);
      return yes;
    });
    const share = said.filter(Boolean).length / said.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });

  it('annotates nothing where no article is needed, and names nothing that has one', () => {
    for (const question of [...ofKind('common'), ...ofKind('self-contained')]) {
      expect(Object.keys(question.gold)).toEqual(['answers']);
      expect(question.slices['hops']).toBe(0);
    }
    const titles = [...passages.keys()];
    for (const { asked } of [...ofKind('common'), ...ofKind('self-contained')].slice(0, 60)) {
      expect(titles.filter((title) => asked.text.includes(title))).toEqual([]);
    }
  });

  it('tells which wordings were used, one list a text', () => {
    for (const { question, wordings } of atlasQuestionsWithWordings(world, 40)) {
      expect(wordings).toHaveLength(4);
      const parts = question.slices['kind'] === 'bridge' ? 2 : 1;
      for (const ids of wordings) {
        expect(ids).toHaveLength(parts);
        for (const id of ids) expect(id).toMatch(/^[\w.-]+\/[\w-]+\/\d+$/);
      }
    }
  });

  it('uses only the wordings that are allowed', () => {
    const even = (id: string): boolean => Number(id.split('/').at(-1)) % 2 === 0;
    const some = [...atlasQuestionsWithWordings({ ...world, allows: even }, 60)];
    expect(some.flatMap(({ wordings }) => wordings.flat()).every(even)).toBe(true);
  });

  it('asks only about articles that there are', () => {
    for (const question of atlasQuestions({ seed: 3, articles: 260 }, 60)) {
      for (const id of question.gold.passages ?? []) expect(Number(id.slice(1))).toBeLessThan(260);
    }
  });

  it('says when the world is too small', () => {
    expect(() => [...atlasQuestions({ seed: 1, articles: 1 }, 40)]).toThrow(/ask for more articles/);
  });
});
