import { expect, it } from 'vitest';

import { isLeftOut, lacking } from '../../../src/training/traces/leftOut.ts';
import { titleMonologue } from '../../../src/training/traces/titleMonologue.ts';
import type { TracedQuestion } from '../../../src/training/traces/tracedQuestion.ts';
import { bridge, pages, traced } from './bridge.ts';

/** Queries with their hops, or why there are none. */
async function queries(question: TracedQuestion): Promise<readonly string[] | string> {
  const turns = await titleMonologue(question);
  return isLeftOut(turns) ? turns.leftOut : turns.map(({ query, hop }) => `${hop} ${query}`);
}

it('asks for the page that the question names, then for the one that this names, without its disambiguation', async () => {
  expect(await queries(await traced())).toEqual(['1 The Glass Harbour', '2 Ida Corvane']);
});

it('puts a query that failed with its disambiguation', async () => {
  const question = await traced();
  const search: TracedQuestion['search'] = async (query) =>
    query === 'Ida Corvane' ? [pages.namesake] : query.includes('director)') ? [pages.person] : [pages.film];
  expect(await queries({ ...question, search })).toEqual([
    '1 The Glass Harbour',
    '2 Ida Corvane',
    '2 Ida Corvane (director)',
  ]);
});

it('keeps two new passages a turn, and none twice', async () => {
  const turns = await titleMonologue(await traced());
  const kept = isLeftOut(turns) ? [] : turns.map((turn) => turn.kept.map(({ passage }) => passage.id));
  expect(kept.every((ids) => ids.length <= 2)).toBe(true);
  expect(new Set(kept.flat()).size).toBe(kept.flat().length);
  expect(kept[0]?.[0]).toBe('the-glass-harbour');
});

it('asks the question itself where it names no page, and once only', async () => {
  const text = 'Where was the maker of a film of 1961 born?';
  const question = await traced({ ...bridge, asked: { text, task: 'open' } });
  const found: TracedQuestion['search'] = async (query) => (query === text ? [pages.film] : [pages.person]);
  expect(await queries({ ...question, search: found })).toEqual([`1 ${text}`, '2 Ida Corvane']);
  expect(await queries({ ...question, search: async () => [pages.other] })).toBe(lacking.query.leftOut);
});

it('leaves out what four searches do not bring', async () => {
  const question = await traced();
  const four = ['One', 'Two', 'Three', 'Four', 'Five'].map((title) => ({ ...pages.other, id: title, title }));
  const asked = { ...bridge.asked, text: four.map(({ title }) => title).join(', ') };
  const manyHops = { ...question, question: { ...bridge, asked }, gold: four };
  const search: TracedQuestion['search'] = async (query) => four.filter(({ title }) => title === query);
  expect(await queries({ ...manyHops, search })).toBe(lacking.turns.leftOut);
});

it('needs supporting facts, or several hops', async () => {
  const { facts: _, ...gold } = bridge.gold;
  expect(await queries(await traced({ ...bridge, gold }))).toBe(lacking.facts.leftOut);
  expect(await queries(await traced({ ...bridge, gold, slices: { hops: 2 } }))).toHaveLength(2);
});
