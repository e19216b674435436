import { expect, it } from 'vitest';

import { analyserNames, findAnalyser } from '../../../src/retrieval/analysers/findAnalyser.ts';

it('lists every analyser with its version', async () => {
  expect(await analyserNames()).toStrictEqual(['english@1', 'simple@1', 'whitespace@1']);
});

it('finds each analyser that it lists under its own name', async () => {
  for (const name of await analyserNames()) expect((await findAnalyser(name)).name).toBe(name);
});

it.each(['englsh@1', 'english@2', 'findAnalyser', '../analysers/english@1'])('refuses %s', async (name) => {
  await expect(findAnalyser(name)).rejects.toMatchObject({ code: 'unknown-name', input: name });
});

it('says what was probably meant', async () => {
  await expect(findAnalyser('englsh@1')).rejects.toThrow('Did you mean english@1?');
});
