import { describe, expect, it } from 'vitest';

import { findCorpusFormat, findQuestionFormat } from '../../src/datasets/findFormat.ts';
import { layoutNames } from '../../src/datasets/reading/layoutModule.ts';
import { refusal } from '../io/refusal.ts';

describe('a layout by name', () => {
  it('is the file of that name', async () => {
    for (const name of await layoutNames('formats')) expect((await findQuestionFormat(name)).name).toBe(name);
    for (const name of await layoutNames('corpora')) expect((await findCorpusFormat(name)).name).toBe(name);
  });

  it('is refused with the nearest one', async () => {
    const { code, message } = await refusal(findQuestionFormat('nqopen'));
    expect(code).toBe('unknown-name');
    expect(message).toContain(
      'There is no question format "nqopen"; did you mean "nq-open"? Known: beir, dpr',
    );
  });

  it('is never a path', async () => {
    expect((await refusal(findCorpusFormat('../formats/squad'))).code).toBe('unknown-name');
  });
});
