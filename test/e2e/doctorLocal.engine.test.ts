import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tinyGguf } from '../support/gguf/tinyGguf.ts';
import { ragstone } from '../support/ragstone.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

async function prepared(model: Buffer): Promise<string> {
  const home = await temporaryFolder();
  await writeFile(path.join(home, 'tiny.gguf'), model);
  await writeFile(
    path.join(home, 'e.yaml'),
    `ragstone: 1
name: local
servers: { local: { gguf: tiny.gguf, threads: 1 } }
models: { tiny: { server: local, model: tiny } }
datasets: [{ use: atlas, limit: 2 }]
systems: [{ use: closed-book, settings: { maxTokens: 4 } }]
`,
  );
  return home;
}

test('doctor and run take a GGUF file in place of a server', async () => {
  const home = await prepared(tinyGguf());
  const doctor = await ragstone(['doctor', 'e.yaml'], { home });
  expect({ status: doctor.status, stderr: doctor.stderr }).toMatchObject({ status: 0 });
  expect(doctor.stdout).toMatch(/llama\.cpp in process/);
  const run = await ragstone(['run', 'e.yaml', '--run', 'r', '--json'], { home });
  expect({ status: run.status, stderr: run.stderr }).toMatchObject({ status: 0 });
});

test('doctor says when the file is no model', async () => {
  const { status, stdout } = await ragstone(['doctor', 'e.yaml'], {
    home: await prepared(Buffer.from('GGUF nonsense of some length, no version')),
  });
  expect(status).toBe(1);
  expect(stdout).toMatch(/tiny\.gguf/);
});
