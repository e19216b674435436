import { describe, expect, it } from 'vitest';

import { lacking } from '../../../src/training/traces/leftOut.ts';
import { tracedQuestion } from '../../../src/training/traces/tracedQuestion.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { bridge, never, pages, traced } from './bridge.ts';

const titlesOf = (passages: unknown): unknown =>
  Array.isArray(passages) ? passages.map((passage: { title: string }) => passage.title) : passages;

describe('gold passages', () => {
  it('are the annotated ones, in the order of their annotation', async () => {
    const { gold, others } = await traced();
    expect(titlesOf(gold)).toEqual(['The Glass Harbour', 'Ida Corvane (director)']);
    expect(titlesOf(others)).not.toContain('The Glass Harbour');
  });

  it('are missing where one of them is not at hand', async () => {
    const { gold } = await traced({ ...bridge, context: [pages.film, pages.other] });
    expect(gold).toEqual(lacking.gold);
  });

  it('are one of each page: the passage that holds an answer', async () => {
    const start = { ...pages.person, id: 'start', text: 'Ida Corvane was tall.' };
    const { gold } = await traced({ ...bridge, context: [start, pages.person, pages.film] });
    expect(gold).toEqual([pages.film, pages.person]);
  });

  it('are the first passage found that holds an answer, where nothing is annotated', async () => {
    const { gold, labels } = await traced({
      ...bridge,
      gold: { answers: [['nowhere'], ['lower mellin']] },
    });
    expect(titlesOf(gold)).toEqual(['Ida Corvane (director)']);
    expect(labels).toMatchObject({ answers: ['lower mellin', 'nowhere'], hops: 1, kind: 'bridge' });
  });

  it('are said to be missing for the reason that there is', async () => {
    const { context: _, ...bare } = bridge;
    const gold = { answers: [['Ulan Bator']] };
    expect((await traced({ ...bridge, gold })).gold).toEqual(lacking.found);
    expect((await traced({ ...bare, gold })).gold).toEqual(lacking.search);
  });

  it('come from the corpus that was asked for, and from the context where that lacks them', async () => {
    const home = await temporaryFolder();
    const stored = { ...pages.film, id: 'elsewhere' };
    const corpusOf = (...passages: readonly (typeof stored)[]) => ({
      name: 'pages',
      files: [],
      async *passages() {
        yield* passages;
      },
    });
    const both = corpusOf(stored, { ...pages.person, id: 'elsewhere-2' });
    expect((await traced(bridge, { corpus: both, first: true, home })).gold).toMatchObject([
      { id: 'elsewhere' },
      { id: 'elsewhere-2' },
    ]);
    const one = { ...corpusOf(stored), name: 'one' };
    expect((await traced(bridge, { corpus: one, first: true, home })).gold).toEqual([
      pages.film,
      pages.person,
    ]);
    expect((await traced(bridge, { corpus: both, first: false, home })).gold).toEqual([
      pages.film,
      pages.person,
    ]);
  });
});

it('says why a corpus cannot be searched, once', async () => {
  const corpus = {
    name: 'broken',
    files: [],
    passages(): AsyncGenerator<never> {
      throw new Error('No passages.');
    },
  };
  const failing = traced(bridge, { corpus, first: true, home: await temporaryFolder() });
  await expect(failing).rejects.toThrow(/^No passages\.$/);
});

it('writes the spelling that stands in the gold passages', async () => {
  const { labels } = await traced({
    ...bridge,
    gold: { ...bridge.gold, answers: [['Mellin-under-Hill', 'Lower Mellin']] },
  });
  expect(labels.answers).toEqual(['Lower Mellin', 'Mellin-under-Hill']);
});

it('does not look for yes and no in passages', async () => {
  const { holds } = await traced({ ...bridge, gold: { ...bridge.gold, answers: [['no']] } });
  expect(holds({ ...pages.other, text: 'There is no harbour.' })).toBe(false);
});

it('leaves out a question without an answer', async () => {
  expect(await tracedQuestion({ ...bridge, gold: { answers: [] } }, {}, never)).toEqual(lacking.answer);
});
