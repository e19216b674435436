import type { Examined, Manifest, ManifestServer } from '../../ports/manifest.ts';

/** What the models were, what was found out about them, and how many calls their servers took; by heading. */
export function modelFacts({
  models,
  servers = [],
}: Manifest): readonly (readonly [string, readonly string[]])[] {
  return [
    [
      'Models',
      models.map(({ id, model, adapter, server, device }) => {
        const name = adapter === undefined ? model : `${model} with adapter ${adapter}`;
        return `${id}: ${name} on ${server}, device ${device}`;
      }),
    ],
    ...servers.map(({ id, examined }) => [`What the server ${id} says`, findingLines(examined)] as const),
    ...models.map(({ id, examined }) => [`What ${id} was found to do`, findingLines(examined)] as const),
    ...servers
      .filter(({ limits }) => limits.some((changes) => changes.some(({ because }) => because !== 'start')))
      .map((server) => [`Calls in flight on ${server.id}`, limitLines(server)] as const),
  ];
}

function findingLines(examined: Examined): readonly string[] {
  if (examined.how === 'not') return [`not examined: ${examined.because}`];
  return examined.findings.map(({ name, status, detail }) => `${name}: ${status}. ${detail}`);
}

function limitLines(server: ManifestServer): readonly string[] {
  return server.limits.flat().map(({ at, limit, because }) => `${limit} from ${at} (${because})`);
}
