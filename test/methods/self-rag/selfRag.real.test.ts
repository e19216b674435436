import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Step } from '../../../src/ports/step.ts';
import { readRecords } from '../../../src/runs/disk/readRun.ts';
import { experimentSchema } from '../../../src/runs/experiment/experimentSchema.ts';
import { runExperiment } from '../../../src/runs/runExperiment.ts';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';
import { realData } from '../../support/realData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { everyMode } from './everyMode.ts';

const few = { k: 2, maxTokens: 4, maxSegments: 2, rewrites: 1 };

test(
  'every mode runs on 20 questions of HotpotQA over the tiny engine without a failed record',
  { timeout: 600_000 },
  async () => {
    const folder = await temporaryFolder();
    const gguf = path.join(folder, 'tiny.gguf');
    await writeFile(gguf, tinyGguf({ contextTokens: 4096 }));
    const file = realData('data/hotpotqa/hotpot_dev_distractor_500.jsonl.gz');
    const experiment = experimentSchema.parse({
      ragstone: 1,
      name: 'self-rag',
      servers: { local: { gguf, threads: 1, concurrency: 1, contextTokens: 4096 } },
      models: { tiny: { server: 'local', model: 'tiny' } },
      datasets: [{ id: 'hotpot', use: 'hotpotqa', file, limit: 20 }],
      systems: everyMode.map((settings, n) => ({
        id: `mode-${n}`,
        use: 'self-rag',
        source: 'context',
        settings: { ...few, ...settings },
      })),
    });
    const { folder: run, manifest } = await runExperiment(experiment, {
      from: folder,
      models: {},
      results: folder,
      signal: new AbortController().signal,
      onPhase: () => {},
    });
    expect(manifest.status).toBe('complete');
    for (const { id, system } of manifest.cells) {
      const records = await Array.fromAsync(readRecords(run, id));
      expect(records.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'answered'));
      const settings = everyMode[Number(system.slice('mode-'.length))];
      if (settings?.['critique'] === 'prompted') continue;
      for (const { steps } of records) expect(decided(steps)).toHaveProperty('ln p[Retrieval]');
    }
  },
);

function decided(steps: readonly Step[]): Readonly<Record<string, number | string>> | undefined {
  const found = steps.find((step) => step.kind === 'decide' && step.what === 'retrieve');
  return found?.kind === 'decide' ? found.because : undefined;
}
