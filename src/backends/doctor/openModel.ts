import type { Backend } from '../../ports/backend.ts';
import type { Family } from '../family.ts';
import type { HttpClient } from '../http/httpClient.ts';
import type { HttpModel } from '../model/httpModel.ts';
import type { HttpServer } from '../openHttpServer.ts';
import { openTokenizer } from '../prompts/tokenizer.ts';
import { optionalGet } from './optionalGet.ts';

/** A server under examination: as runs use it, and its connections, to ask what runs never ask. */
export interface OpenedServer {
  readonly server: HttpServer;
  readonly client: HttpClient;
  readonly family: Family;
  /** How it pools, as its user says. */
  readonly pooling: string | undefined;
}

export interface OpenedModel {
  readonly backend: Backend;
  readonly model: HttpModel;
}

/** A model, or its adapter, on a server that answers. @throws RagstoneError as `Server.open` does */
export async function openModel(
  { server, client, family, pooling }: OpenedServer,
  wanted: { readonly model: string; readonly adapter?: string },
  signal: AbortSignal,
): Promise<OpenedModel> {
  const backend = await server.open(wanted.model, wanted.adapter);
  const described = await family.describe(optionalGet(client, signal), wanted);
  const tokenizer =
    family.tokenise && (await openTokenizer(client, family.tokenise, described.address.model, signal));
  const { identity, can } = backend;
  return {
    backend,
    model: {
      client,
      family,
      described,
      identity,
      can,
      tokenizer,
      firstToken: false,
      declaredPooling: pooling,
    },
  };
}
