import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Stored {
  readonly embedding: readonly number[];
  readonly text: string;
  readonly metadata: unknown;
}

export interface ScriptedOpenSearch {
  readonly url: string;
  /** `METHOD /path` of every request. */
  readonly asked: string[];
  readonly documents: Map<string, Stored>;
  /** Ids that uploads are refused for, without the request failing, as OpenSearch does. */
  readonly refused: Set<string>;
}

/** The part of OpenSearch's HTTP interface that one index of vectors needs, over exact search. */
export async function openSearchServer(): Promise<ScriptedOpenSearch> {
  const asked: string[] = [];
  const documents = new Map<string, Stored>();
  const refused = new Set<string>();
  let mapping: Record<string, unknown> | undefined;

  const answer = (method: string, path: string, text: string): { status?: number; json: unknown } => {
    const body = path === '/_bulk' ? {} : asRecord(text === '' ? {} : JSON.parse(text));
    if (path !== '/passages' && path !== '/_bulk' && mapping === undefined) {
      return { status: 404, json: { error: { type: 'index_not_found_exception' }, status: 404 } };
    }
    switch (`${method} ${path}`) {
      case 'HEAD /passages':
        return { status: mapping === undefined ? 404 : 200, json: undefined };
      case 'PUT /passages':
        mapping = asRecord(body['mappings']);
        return { json: { acknowledged: true, index: 'passages' } };
      case 'GET /_cat/indices/passages':
        return { json: [{ index: 'passages' }] };
      case 'GET /passages/_mapping':
        return { json: { passages: { mappings: mapping } } };
      case 'POST /passages/_mapping':
        mapping = { ...mapping, ...body };
        return { json: { acknowledged: true } };
      case 'POST /passages/_mget': {
        const ids = body['ids'] as readonly string[];
        return {
          json: { docs: ids.map((id) => ({ _index: 'passages', _id: id, found: documents.has(id) })) },
        };
      }
      case 'POST /_bulk': {
        const lines = text
          .trim()
          .split('\n')
          .map((line) => asRecord(JSON.parse(line)));
        for (let at = 0; at < lines.length; at += 2) {
          const id = String(asRecord(lines[at]?.['index'])['_id']);
          if (!refused.has(id)) documents.set(id, lines[at + 1] as unknown as Stored);
        }
        return { json: { errors: refused.size > 0, items: [] } };
      }
      case 'GET /passages/_refresh':
        return { json: {} };
      case 'GET /passages/_count':
        return { json: { count: documents.size } };
      case 'POST /passages/_search': {
        const { bool } = body['query'] as {
          bool: { must: [{ knn: { embedding: { vector: number[]; k: number } } }] };
        };
        const { vector, k } = bool.must[0].knn.embedding;
        const hits = [...documents]
          .map(([_id, _source]) => ({ _id, _source, _score: 1 / (1 + distance(vector, _source.embedding)) }))
          .sort((a, b) => b._score - a._score);
        return { json: { hits: { hits: hits.slice(0, k) } } };
      }
      default:
        return { status: 400, json: { error: `${method} ${path} is not played` } };
    }
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await read(request);
    const path = request.url?.split('?')[0] ?? '';
    asked.push(`${request.method} ${path}`);
    const { status = 200, json } = answer(request.method ?? '', path, text);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify(json));
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, documents, refused };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks = (await Array.fromAsync(request)) as Buffer[];
  return Buffer.concat(chunks).toString();
}

function asRecord(value: unknown): Record<string, unknown> {
  return value as Record<string, unknown>;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, n) => sum + (each - (b[n] ?? 0)) ** 2, 0);
}
