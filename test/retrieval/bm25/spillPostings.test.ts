import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { readArray } from '../../../src/retrieval/arrays/arrayFile.ts';
import { collectPostings } from '../../../src/retrieval/bm25/collectPostings.ts';
import { postingsFiles } from '../../../src/retrieval/bm25/postingsFiles.ts';
import { spillPostings } from '../../../src/retrieval/bm25/spillPostings.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const passages = fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 20 });

it('merges chunks into what one chunk would be', async () => {
  await fc.assert(
    fc.asyncProperty(
      passages,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (all, every, block) => {
        await using folder = await temporaryFolder();
        const chunkFolder = path.join(folder.path, 'chunks');
        await mkdir(chunkFolder);
        const whole = collectPostings(whitespace1, 4);
        const parts = collectPostings(whitespace1, 4);
        const spilled = spillPostings(folder.path, chunkFolder, block);
        for (const [position, terms] of all.entries()) {
          whole.add(position, terms.join(' '));
          parts.add(position, terms.join(' '));
          if (position % every === 0) await spilled.add(parts.drain());
        }
        await spilled.add(parts.drain());
        const expected = whole.drain();
        const postings = await spilled.merge(expected.starts.length - 1, 'u16', whole.lengths(), never);
        expect(postings).toBe(expected.docs.length);
        const file = (name: string): string => path.join(folder.path, name);
        expect(Array.from(await readArray(file(postingsFiles.starts), 'f64'))).toStrictEqual(
          Array.from(expected.starts),
        );
        expect(await readArray(file(postingsFiles.docs), 'u32')).toStrictEqual(expected.docs);
        expect(Array.from(await readArray(file(postingsFiles.counts('u16')), 'u16'))).toStrictEqual(
          Array.from(expected.counts),
        );
      },
    ),
    { numRuns: 40 },
  );
});
