import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../../../src/ports/manifest.ts';
import { hashOf } from '../../io/download/downloadFolder.ts';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';
import { firstCommit, scriptedHub } from '../../support/hub/scriptedHub.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const tiny = tinyGguf();
const pinned = `hf:someone/tiny@${firstCommit}/tiny.gguf`;

test(
  'an experiment names a model of a hub: a run fetches it, writes its commit down, and replays without it',
  { timeout: 60_000 },
  async () => {
    await using hub = await scriptedHub({ files: { 'tiny.gguf': tiny } });
    const home = await temporaryFolder();
    const made = await madeQuestions(home, 2);
    await writeFile(
      path.join(home, 'e.yaml'),
      `ragstone: 1
name: hub
servers: { local: { gguf: "hf:someone/tiny/tiny.gguf", threads: 1 } }
models: { m: { server: local, model: tiny } }
datasets: [{ use: made, file: ${made.questions}, corpus: ${made.corpus} }]
systems: [{ use: closed-book }]
`,
    );
    const environment = { HF_ENDPOINT: hub.endpoint, HF_HOME: path.join(home, 'hf'), HF_TOKEN: 'hf_planted' };
    const place = { home, environment };

    const run = await ragstone(['run', 'e.yaml', '--run', 'r', '--record', 'tape.sqlite'], place);
    expect(run).toMatchObject({ status: 0 });
    expect(run.stderr).toContain('fetching tiny.gguf  982,560 / 982,560 bytes  100 %');
    expect(run.stderr).toContain(`server local: ${pinned}\n`);
    const text = await readFile(path.join(home, 'results/r/run.json'), 'utf8');
    expect(text).not.toContain('hf_planted');
    const manifest = JSON.parse(text) as Manifest & {
      readonly experiment: { readonly servers: { readonly local: { readonly gguf: string } } };
    };
    expect(manifest.experiment.servers.local.gguf).toBe(pinned);
    expect(manifest.models[0]).toMatchObject({
      model: 'tiny',
      server: expect.stringContaining(pinned) as string,
      digest: { known: true, value: hashOf(tiny) },
    });

    const asked = hub.asked.length;
    const gone = { home, environment: { HF_HUB_OFFLINE: '1', HF_HOME: path.join(home, 'empty') } };
    const replay = ['run', 'e.yaml', '--run', 'replayed', '--replay', 'tape.sqlite'];
    expect(await ragstone(replay, gone)).toMatchObject({ status: 0 });
    expect(hub.asked).toHaveLength(asked);
  },
);
