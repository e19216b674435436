import { expect, it } from 'vitest';

import { isLeftOut, lacking } from '../../../src/training/traces/leftOut.ts';
import { passagePair } from '../../../src/training/traces/passagePair.ts';
import { bridge, pages, traced } from './bridge.ts';

it('asks for the gold page that the question names, against what BM25 finds besides', async () => {
  const made = passagePair(await traced());
  if (isLeftOut(made)) throw new Error(made.leftOut);
  expect(made.pair).toMatchObject({
    kind: 'bridge',
    query: bridge.asked.text,
    positives: ['the-glass-harbour'],
  });
  expect(made.pair.negatives.length).toBeGreaterThan(0);
  expect(made.pair.negatives).not.toContain('ida-corvane-director-');
  expect(made.passages.map(({ id }) => id)).toEqual([...made.pair.positives, ...made.pair.negatives]);
});

it('asks for all gold pages where the question names none', async () => {
  const asked = { text: 'Where was the director of a glass film born?', task: 'open' as const };
  const made = passagePair(await traced({ ...bridge, asked }));
  expect(made).toMatchObject({ pair: { positives: ['the-glass-harbour', 'ida-corvane-director-'] } });
});

it('has no passage that holds an answer among the negatives', async () => {
  const right = { ...pages.further, text: 'A director was born in Lower Mellin, on Salt Row.' };
  const made = passagePair(
    await traced({ ...bridge, context: [pages.film, pages.person, pages.other, right] }),
  );
  expect(made).toMatchObject({ pair: { negatives: ['port-abel'] } });
});

it('is left out where nothing competes', async () => {
  const made = passagePair(await traced({ ...bridge, context: [pages.film, pages.person] }));
  expect(made).toEqual(lacking.rivals);
});

it('has the window in which the supporting sentence stands, of a passage that is longer', async () => {
  const filler = `${'word '.repeat(70)}.`;
  const sentences = [filler, ' It was directed by Ida Corvane.', ` ${filler}`];
  const long = { ...pages.film, text: sentences.join(''), sentences };
  const made = passagePair(await traced({ ...bridge, context: [long, pages.person, pages.other] }));
  if (isLeftOut(made)) throw new Error(made.leftOut);
  expect(made.pair.windows.map(({ words }) => words)).toEqual([64, 128]);
  for (const { text, words } of made.pair.windows) {
    expect(text).toContain('directed by Ida');
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(words);
  }
});
