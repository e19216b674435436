import { RagstoneError } from '../errors.ts';

/** @throws RagstoneError `unsupported` when an adapter is asked of a server that has none */
export function refuseAdapter(server: string, adapter: string | undefined): void {
  if (adapter === undefined) return;
  throw new RagstoneError(
    'unsupported',
    `${server} cannot choose a LoRA adapter ("${adapter}"): merge it into the model first.`,
  );
}
