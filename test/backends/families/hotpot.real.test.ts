import { expect, onTestFinished, test, vi } from 'vitest';
import { answersOf } from '../../support/engineServer/answersOf.ts';
import { sharedServed } from '../../support/engineServer/sharedServed.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { startHttp } from '../../support/modelServer/startHttp.ts';
import { realData } from '../../support/realData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const engine = sharedServed({ contextTokens: 4096 });

/** Its answers are noise: the model is random. What counts is that every question is answered, and the same way. */
test(
  'HotpotQA questions run on every family and in process, and no record fails',
  { timeout: 240_000 },
  async () => {
    const folder = await temporaryFolder();
    vi.stubEnv('RAGSTONE_HOME', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const file = realData('data/hotpotqa/hotpot_dev_distractor_500.jsonl.gz');
    const run = (server: string) =>
      answersOf(
        `
ragstone: 1
name: hotpotqa
servers: { gpu: ${server} }
models: { m: { server: gpu, model: tiny } }
datasets: [{ use: hotpotqa, file: ${file}, setting: distractor, limit: 6 }]
systems:
  - { use: closed-book, settings: { maxTokens: 4 } }
  - { use: standard-rag, settings: { k: 2, maxTokens: 4 } }
  - { use: gold-context, settings: { maxTokens: 4 } }
`,
        folder,
      );
    const { tiny, served } = engine();
    const local = await run(`{ gguf: ${tiny.file}, threads: 1 }`);
    expect(local).toHaveLength(18);
    for (const [kind, server] of Object.entries(familyServers)) {
      const { url } = await startHttp(server({ ...served, hidesControls: true }));
      const told = await run(`{ address: "${url}" }`);
      const differing = told.filter(({ answer }, n) => answer !== local[n]?.answer);
      expect(differing, kind).toEqual([]);
    }
  },
);
