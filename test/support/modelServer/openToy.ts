import { onTestFinished } from 'vitest';
import { openHttpServer } from '../../../src/backends/openHttpServer.ts';
import type { HttpServer, HttpServerOptions, HttpServerSpec } from '../../../src/backends/openHttpServer.ts';
import { type ServedToy, toyName } from './served.ts';
import { type Answering, type HttpAsked, startHttp } from './startHttp.ts';
import { toyModel } from './toyModel.ts';

/** A model that says "yes" and is served with a context of 400 tokens. */
export function toy(
  change: Partial<ServedToy> & {
    readonly say?: string;
    readonly first?: Readonly<Record<string, number>>;
  } = {},
): ServedToy {
  const { say = 'yes indeed', first, ...rest } = change;
  return {
    model: toyModel({ say: () => say, ...(first !== undefined && { first }) }),
    name: toyName,
    context: 400,
    adapters: [],
    ...rest,
  };
}

/** Starts a scripted server and opens it as users do, its kind found out. */
export async function openToy(
  answering: Answering,
  spec: Partial<HttpServerSpec> = {},
  options: HttpServerOptions = {},
): Promise<{ server: HttpServer; asked: HttpAsked[] }> {
  const { url, asked } = await startHttp(answering);
  const server = await openHttpServer({ address: `${url}/v1`, ...spec }, new AbortController().signal, {
    environment: {},
    ...options,
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { server, asked };
}
