import { expect, test } from 'vitest';
import type { Manifest } from '../../../src/ports/manifest.ts';
import { modelFacts } from '../../../src/reports/page/modelFacts.ts';

const at = '2026-01-01T00:00:00.000Z';

test('models, what was found out about them and how their servers were held back are told', () => {
  const unknown = { known: false } as const;
  const manifest = {
    models: [
      {
        id: 'm',
        server: 'vllm 0.32.0 at http://gpu:8000/',
        model: 'base',
        adapter: 'poet',
        digest: unknown,
        trainedOn: unknown,
        device: '1x H100',
        examined: {
          how: 'short',
          at,
          ms: 12,
          findings: [{ name: 'seed', status: 'no', value: false, detail: 'two samples differ' }],
        },
      },
      {
        id: 'own',
        server: 'code',
        model: 'x',
        digest: unknown,
        trainedOn: unknown,
        device: 'unknown',
        examined: { how: 'not', because: 'code handed it in' },
      },
    ],
    servers: [
      {
        id: 'gpu',
        address: 'http://gpu:8000/',
        models: ['m'],
        examined: { how: 'not', because: 'nobody asked' },
        limits: [
          [
            { at, limit: 8, because: 'start' },
            { at, limit: 4, because: 'overloaded' },
          ],
        ],
      },
    ],
  } as unknown as Manifest;
  expect(modelFacts(manifest)).toEqual([
    [
      'Models',
      [
        'm: base with adapter poet on vllm 0.32.0 at http://gpu:8000/, device 1x H100',
        'own: x on code, device unknown',
      ],
    ],
    ['What the server gpu says', ['not examined: nobody asked']],
    ['What m was found to do', ['seed: no. two samples differ']],
    ['What own was found to do', ['not examined: code handed it in']],
    ['Calls in flight on gpu', [`8 from ${at} (start)`, `4 from ${at} (overloaded)`]],
  ]);
});

test('a run without models has none of it', () => {
  expect(modelFacts({ models: [] } as unknown as Manifest)).toEqual([['Models', []]]);
});
