import { describe, expect, test } from 'vitest';
import { detectFamily } from '../../src/backends/detectFamily.ts';
import { families, findFamily } from '../../src/backends/findFamily.ts';
import { describeBackend } from '../conformance/backend.ts';
import { familyServers } from '../support/modelServer/familyServers.ts';
import { openToy, toy } from '../support/modelServer/openToy.ts';
import type { Answering } from '../support/modelServer/startHttp.ts';
import { teiServer } from '../support/modelServer/tei.ts';
import { speak } from '../support/modelServer/toyModel.ts';
import { type Served, toyName } from '../support/modelServer/served.ts';

const servers: Readonly<Record<string, (served: Served) => Answering>> = {
  ...familyServers,
  tei: (served) => teiServer(served),
};

for (const [kind, server] of Object.entries(servers)) {
  describeBackend(kind, {
    open: async () => (await openToy(server(toy()))).server.open(toyName),
    ...(kind !== 'tei' && {
      timed: async () => (await openToy(server(toy()), {}, { firstToken: true })).server.open(toyName),
    }),
    ending: speak,
    control: '[Retrieval]',
    ...(kind !== 'tei' && { watch: ['y', 'n'] }),
    ...(!['tei', 'openai'].includes(kind) && { choose: ['yes', 'no'] }),
  });
}
describeBackend('a TEI reranker', {
  open: async () => (await openToy(teiServer(toy(), true))).server.open(toyName),
});

describe('the families', () => {
  test('are the files of their folder', async () => {
    expect((await families()).map(({ name }) => name).sort()).toEqual(Object.keys(servers).sort());
  });

  test.each(Object.keys(servers))('%s is known by its answers', async (kind) => {
    const { server } = await openToy(servers[kind]?.(toy()) ?? (() => undefined));
    expect(server.family).toBe(kind);
  });

  test('an unknown name is answered with the nearest', async () => {
    await expect(findFamily('vlm')).rejects.toThrow('did you mean "vllm"?');
  });

  test('a server that answers with pages of HTML is none that is known', async () => {
    await expect(detectFamily(async () => undefined, 'http://example.org')).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});
