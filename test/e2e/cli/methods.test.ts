import { expect, test } from 'vitest';
import { methodNames } from '../../../src/methods/findMethod.ts';
import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

test('lists every method and preset on a line of its own', async () => {
  const { status, stdout } = await ragstone(['methods'], { home: await temporaryFolder() });
  expect(status).toBe(0);
  const listed = stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0]);
  expect(listed).toEqual(await methodNames());
});

test('says everything about one', async () => {
  const { stdout } = await ragstone(['methods', 'standard-rag'], { home: await temporaryFolder() });
  expect(stdout).toMatch(/^standard-rag: /);
  expect(stdout).toMatch(/fidelity +faithful\n/);
  expect(stdout).toMatch(/roles +reader \(generate\)\n/);
  expect(stdout).toMatch(/k +integer 1 to 1000 +5\n/);
  expect(stdout).toMatch(/prompt +chat \| text +"chat"\n/);
});

test('an unknown one is an error with a suggestion', async () => {
  const { status, stderr } = await ragstone(['methods', 'ircott'], { home: await temporaryFolder() });
  expect(status).toBe(2);
  expect(stderr).toContain('did you mean "ircot"');
});
