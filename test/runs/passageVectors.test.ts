import { expect, test } from 'vitest';
import { passageVectors } from '../../src/runs/passageVectors.ts';
import { wordEncoder } from '../retrieval/dense/wordEncoder.ts';
import { passagesNamed } from '../support/listRetriever.ts';

const never = new AbortController().signal;

test('each text is embedded once, title and text together, of length 1', async () => {
  const encoder = wordEncoder();
  const vectors = passageVectors(encoder);
  const passages = passagesNamed('a', 'b');
  const vectorOf = await vectors([...passages, ...passages], never);
  await vectors(passagesNamed('b', 'c'), never);
  const [, ...asked] = encoder.asked;
  expect(asked.map(({ texts }) => texts)).toEqual([['A Text of a.', 'B Text of b.'], ['C Text of c.']]);
  expect(asked[0]).toMatchObject({ as: 'passage', pooling: 'server', normalise: true });
  expect(vectorOf({ id: 'x', title: 'A', text: 'Text of a.' })).toHaveLength(8);
});

test('a failure of the model is not remembered', async () => {
  let calls = 0;
  const encoder = wordEncoder({
    before: () => {
      calls += 1;
      if (calls === 1) throw new Error('not yet');
    },
  });
  const vectors = passageVectors(encoder);
  await expect(vectors(passagesNamed('a'), never)).rejects.toThrow('not yet');
  expect(typeof (await vectors(passagesNamed('a'), never))).toBe('function');
});
