import { ggufServerAddress, openGgufServer } from '../../backends/hub/openGgufServer.ts';
import { openHttpServer } from '../../backends/openHttpServer.ts';
import { serverAddress } from '../../backends/serverAddress.ts';
import type { AnswerStore } from '../../backends/store/answerStore.ts';
import { RagstoneError } from '../../errors.ts';
import type { ServerSpec } from '../experiment/experimentSchema.ts';
import { engineModelServer } from './engineModelServer.ts';
import { httpModelServer } from './httpModelServer.ts';
import type { ModelServer } from './modelServer.ts';
import { recordedModelServer, replayedModelServer } from './tapedModelServer.ts';
import { unexamined } from './unexamined.ts';

/** A cassette, opened. */
interface Tape {
  readonly mode: 'record' | 'replay';
  readonly store: AnswerStore;
}

/** How a server is reached. */
export interface Reaching {
  /** Its calls in flight. */
  readonly concurrency: number;
  readonly tape: Tape | undefined;
  /** How far its models are examined, or why they are not. */
  readonly depth: 'short' | 'full' | { readonly because: string };
  readonly signal: AbortSignal;
}

/**
 * Reaches a model server, or starts the engine of a GGUF file; with a tape, what it answers is kept, or answered from
 * there without a server.
 */
export async function openServer(spec: ServerSpec, reaching: Reaching): Promise<ModelServer> {
  const { tape } = reaching;
  if (tape?.mode === 'replay') return replayedModelServer(addressOf(spec), tape.store);
  const server = await reach(spec, reaching);
  return tape === undefined ? server : recordedModelServer(server, tape.store);
}

async function reach(
  spec: ServerSpec,
  { concurrency, depth, signal }: Omit<Reaching, 'tape'>,
): Promise<ModelServer> {
  const { address, gguf, threads, contextTokens, cacheType, firstToken = false, ...remote } = spec;
  if (gguf === undefined) {
    const server = await openHttpServer({ ...remote, address: required(address) }, signal, {
      concurrency,
      firstToken,
    });
    return typeof depth === 'object'
      ? unexamined(server, depth.because)
      : httpModelServer(server, depth, signal);
  }
  const local = {
    file: gguf,
    sequences: concurrency,
    ...(threads !== undefined && { threads }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(cacheType !== undefined && { cacheType }),
  };
  const server = await openGgufServer(local, signal);
  return typeof depth === 'object' ? unexamined(server, depth.because) : engineModelServer(server, signal);
}

/** What cassettes know a server by. */
function addressOf({ address, gguf }: ServerSpec): string {
  return gguf === undefined ? serverAddress(required(address)).href : ggufServerAddress(gguf);
}

function required(address: string | undefined): string {
  if (address !== undefined) return address;
  throw new RagstoneError('usage', 'A server has either an `address` or a `gguf` file.');
}
