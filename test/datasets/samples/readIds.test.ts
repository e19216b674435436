import { describe, expect, it } from 'vitest';

import { readIds } from '../../../src/datasets/samples/readIds.ts';
import { refusal } from '../../io/refusal.ts';
import { temporaryFolder } from '../../io/temporaryFolder.ts';

describe('a file of ids', () => {
  it('has one a line', async () => {
    await using folder = await temporaryFolder();
    const path = await folder.write('ids.txt', '\uFEFFa\r\n\n  b \nc d');
    expect([...(await readIds(path))]).toStrictEqual(['a', 'b', 'c d']);
  });

  it('is refused when one comes twice, or none', async () => {
    await using folder = await temporaryFolder();
    const twice = await refusal(readIds(await folder.write('ids.txt', 'a\nb\na\n')));
    expect(twice).toMatchObject({ code: 'bad-record', place: { line: 3 } });
    expect((await refusal(readIds(await folder.write('none.txt', '\n \n')))).message).toContain(
      'no ids in it',
    );
  });
});
