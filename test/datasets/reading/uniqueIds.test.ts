import { describe, expect, it } from 'vitest';

import type { Placed } from '../../../src/io/placed.ts';
import { uniqueIds } from '../../../src/datasets/reading/uniqueIds.ts';
import { refusal } from '../../io/refusal.ts';

function reader(ids: readonly string[]): () => AsyncGenerator<Placed<{ readonly id: string }>> {
  return async function* () {
    for (const [index, id] of ids.entries())
      yield { value: { id }, place: { file: 'made', line: index + 1 } };
  };
}

describe('ids that must be unique', () => {
  it('are passed on in order', async () => {
    const found = await Array.fromAsync(uniqueIds(reader(['b', '2', 'a']), 'passage', 'made'));
    expect(found).toStrictEqual([{ id: 'b' }, { id: '2' }, { id: 'a' }]);
  });

  it.each([[['a', 'b', 'a']], [['1', '2', '1']]])('are refused at the second of two: %j', async (ids) => {
    const { code, place } = await refusal(uniqueIds(reader(ids), 'question', 'made'));
    expect({ code, place }).toStrictEqual({ code: 'bad-record', place: { file: 'made', line: 3 } });
  });

  it('have to be there', async () => {
    expect((await refusal(uniqueIds(reader([]), 'passage', 'made'))).message).toBe(
      'made: There are no passages in it.',
    );
  });
});
