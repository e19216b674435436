import { basename } from 'node:path';
import type { Server } from '../../ports/backend.ts';
import type { LlamaServerSpec } from '../llama-cpp/openLlamaServer.ts';
import { fromHub, hubServerAddress } from './fromHub.ts';
import { isHubAddress, parseHubAddress } from './hubAddress.ts';
import { hubSettings } from './hubSettings.ts';
import { localModel } from './localModel.ts';

/**
 * Runs a GGUF file by llama.cpp in process: one of this machine, or of a hub (`hf:owner/repo@revision/path.gguf`), which is
 * brought here first. `environment` holds the HF_ variables.
 * @throws RagstoneError as `openLlamaServer` and `localModel` do
 */
export async function openGgufServer(
  spec: LlamaServerSpec,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Server> {
  // Only now: what it needs is an optional package.
  const { openLlamaServer } = await import('../llama-cpp/openLlamaServer.ts');
  if (!isHubAddress(spec.file)) return openLlamaServer(spec, signal);
  const address = parseHubAddress(spec.file);
  const model = await localModel({ settings: await hubSettings(environment), address, signal });
  return fromHub(await openLlamaServer({ ...spec, file: model.file }, signal), address, model);
}

/** What the server of a GGUF file calls itself, whether or not it is open. */
export function ggufServerAddress(file: string): string {
  return isHubAddress(file) ? hubServerAddress(parseHubAddress(file)) : `gguf:${basename(file)}`;
}
