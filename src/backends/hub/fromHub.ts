import { RagstoneError } from '../../errors.ts';
import type { Server } from '../../ports/backend.ts';
import { type HubAddress, hubAddressText } from './hubAddress.ts';
import type { LocalModel } from './localModel.ts';

/**
 * The server of a file that came from a hub: its models say from which commit, and are refused when the engine read other
 * bytes than they should be.
 */
export function fromHub(server: Server, address: HubAddress, model: LocalModel): Server {
  const source = hubAddressText({ ...address, revision: model.commit });
  return {
    address: hubServerAddress(address),
    async open(name, adapter) {
      const backend = await server.open(name, adapter);
      const { identity } = backend;
      if (
        model.sha256 !== undefined &&
        identity.digest.known &&
        !identity.digest.value.startsWith(model.sha256)
      ) {
        throw new RagstoneError(
          'bad-file',
          `This file should have the SHA-256 ${model.sha256}: remove it, and bring it again with: ragstone models pull ${source}`,
          { place: { file: model.file }, input: source },
        );
      }
      return { ...backend, identity: { ...identity, server: `${identity.server}, ${source}` } };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** What cassettes know such a server by: without a revision, so that they replay where the hub cannot say what it means. */
export function hubServerAddress({ repo, path = '' }: HubAddress): string {
  return `hf:${repo}/${path}`;
}
