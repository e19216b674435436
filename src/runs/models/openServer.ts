import { basename } from 'node:path';
import { replayServer } from '../../backends/cassette/replayServer.ts';
import { recordServer } from '../../backends/cassette/recordServer.ts';
import { openHttpServer } from '../../backends/openHttpServer.ts';
import { serverAddress } from '../../backends/serverAddress.ts';
import type { AnswerStore } from '../../backends/store/answerStore.ts';
import { RagstoneError } from '../../errors.ts';
import type { Server } from '../../ports/backend.ts';
import type { ServerSpec } from '../experiment/experimentSchema.ts';

/** A cassette, opened. */
export interface Tape {
  readonly mode: 'record' | 'replay';
  readonly store: AnswerStore;
}

/**
 * Reaches a model server, or starts the engine of a GGUF file, for `concurrency` calls in flight; with a tape, what it
 * answers is kept, or answered from there without a server.
 */
export async function openServer(
  spec: ServerSpec,
  concurrency: number,
  tape: Tape | undefined,
  signal: AbortSignal,
): Promise<Server> {
  if (tape?.mode === 'replay') return replayServer(addressOf(spec), tape.store);
  const server = await reach(spec, concurrency, signal);
  return tape === undefined ? server : recordServer(server, tape.store);
}

async function reach(spec: ServerSpec, concurrency: number, signal: AbortSignal): Promise<Server> {
  const { address, gguf, threads, contextTokens, firstToken = false, ...remote } = spec;
  if (gguf === undefined)
    return openHttpServer({ ...remote, address: required(address) }, signal, { concurrency, firstToken });
  // Only then: what it needs is an optional package.
  const { openLlamaServer } = await import('../../backends/llama-cpp/openLlamaServer.ts');
  const local = {
    file: gguf,
    sequences: concurrency,
    ...(threads !== undefined && { threads }),
    ...(contextTokens !== undefined && { contextTokens }),
  };
  return openLlamaServer(local, signal);
}

/** What cassettes know a server by. */
function addressOf({ address, gguf }: ServerSpec): string {
  return gguf === undefined ? serverAddress(required(address)).href : `gguf:${basename(gguf)}`;
}

function required(address: string | undefined): string {
  if (address !== undefined) return address;
  throw new RagstoneError('usage', 'A server has either an `address` or a `gguf` file.');
}
