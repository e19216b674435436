import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { killAndResume } from './support/killAndResume.ts';

// `npm run torture`: a hundred kills, by seeds that are printed, so that a failure can be seen again.
const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-torture-'));
const began = performance.now();
try {
  for (const seed of [1, 2, 3, 4, 5]) {
    const place = path.join(folder, String(seed));
    await mkdir(place);
    const seen = await killAndResume(place, 20, seed, 60);
    const whole =
      isDeepStrictEqual([...seen.keys].sort(), seen.expected) &&
      isDeepStrictEqual(seen.records, seen.undisturbed);
    process.stdout.write(
      `seed ${seed}: ${seen.kills} kills, ${seen.tornLines} torn lines, ${seen.keys.length} records: ${whole ? 'none lost, none doubled' : 'RECORDS DIFFER'}\n`,
    );
    if (!whole) process.exitCode = 1;
  }
  process.stdout.write(`${Math.round((performance.now() - began) / 1000)} s\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
