import { setTimeout as sleep } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { denseSettings } from '../../../src/retrieval/dense/denseSettings.ts';
import { measureEncoder } from '../../../src/retrieval/dense/measureEncoder.ts';
import { passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { wordEncoder } from './wordEncoder.ts';

it('measures as a build would ask: full batches, several at once', async () => {
  const encoder = wordEncoder({ before: () => sleep(20) });
  const sample = passagesOf(...Array.from({ length: 50 }, (_, n) => `text ${n}`));
  const settings = denseSettings.parse({ batch: 4, inFlight: 3 });
  const { dimensions, passagesPerSecond } = await measureEncoder(sample, settings, { encoder }, never);
  expect(dimensions).toBe(8);
  expect(encoder.asked.map(({ texts }) => texts.length)).toStrictEqual([1, 4, 4, 4]);
  expect(passagesPerSecond).toBeGreaterThan(0);
  expect(passagesPerSecond).toBeLessThan(12 / 0.019);
});
