import { expect, onTestFinished, test, vi } from 'vitest';
import { answersOf } from '../../support/engineServer/answersOf.ts';
import { sharedServed } from '../../support/engineServer/sharedServed.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { startHttp } from '../../support/modelServer/startHttp.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const engine = sharedServed({ contextTokens: 2048 });

/** Only the server's line differs between families. */
const experiment = (
  server: string,
  made: { readonly questions: string; readonly corpus: string },
): string => `
ragstone: 1
name: one experiment
servers: { gpu: ${server} }
models: { m: { server: gpu, model: tiny } }
datasets: [{ use: made, file: ${made.questions}, corpus: ${made.corpus} }]
systems:
  - { use: closed-book, settings: { maxTokens: 12 } }
  - { use: standard-rag, settings: { k: 2, maxTokens: 12 } }
  - { use: gold-context, settings: { maxTokens: 12 } }
`;

test(
  'one experiment runs on every family, and in process, by changing only the address',
  { timeout: 90_000 },
  async () => {
    const folder = await temporaryFolder();
    vi.stubEnv('RAGSTONE_HOME', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const made = await madeQuestions(folder, 4);
    const run = (server: string) => answersOf(experiment(server, made), folder);
    const { tiny, served } = engine();
    const local = await run(`{ gguf: ${tiny.file}, threads: 1 }`);
    const answers = local.map(({ at, answer }) => [at, answer]);
    expect(local).toHaveLength(12);
    expect(new Set(local.map(({ answer }) => answer)).size).toBeGreaterThan(6);
    expect(local.every(({ firstTokenMs }) => (firstTokenMs ?? 0) > 0)).toBe(true);
    for (const [kind, server] of Object.entries(familyServers)) {
      // Without `--special`: these methods speak in no control tokens.
      const { url, asked } = await startHttp(server({ ...served, hidesControls: true }));
      const found = await run(`{ address: "${url}" }`);
      const named = await run(`{ address: "${url}/v1", kind: ${kind}, firstToken: true }`);
      for (const told of [found, named]) {
        expect(
          told.map(({ at, answer }) => [at, answer]),
          kind,
        ).toEqual(answers);
        expect(
          told.map(({ promptTokens }) => promptTokens),
          kind,
        ).toEqual(local.map(({ promptTokens }) => promptTokens));
      }
      expect(
        found.every(({ firstTokenMs }) => firstTokenMs === undefined),
        kind,
      ).toBe(true);
      expect(
        named.every(({ firstTokenMs }) => (firstTokenMs ?? 0) > 0),
        kind,
      ).toBe(true);
      expect(asked.filter(({ body }) => 'messages' in body).length, kind).toBeGreaterThanOrEqual(24);
    }
  },
);
