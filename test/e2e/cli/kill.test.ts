import { expect, test } from 'vitest';
import { killAndResume } from '../../support/killAndResume.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

// `npm run torture` kills 100 times.
test('a run that is killed 8 times loses no record and doubles none', async () => {
  const seen = await killAndResume(await temporaryFolder(), 8, 7, 60);
  expect(seen.kills).toBe(8);
  expect(seen.tornLines).toBeGreaterThan(1);
  expect([...seen.keys].sort()).toEqual(seen.expected);
  expect(seen.records).toEqual(seen.undisturbed);
  expect(seen.status).toBe('complete');
});
