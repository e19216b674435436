import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashOf } from '../../io/download/downloadFolder.ts';
import { type Answer, serving } from '../../io/download/scriptedServer.ts';

/** Files by path; `.gguf` and `.bin` lie in large file storage, the others in git. */
type RepoFiles = Readonly<Record<string, Buffer>>;

export interface HubScript {
  /** `owner/name`. Default `someone/tiny`. */
  readonly repo?: string;
  /** By commit. Default: `files` at `firstCommit`. */
  readonly commits?: Readonly<Record<string, RepoFiles>>;
  readonly files?: RepoFiles;
  /** Commits by branch or tag. Default: `main` at `firstCommit`. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Who may read the files; the others are told that the model is gated. */
  readonly gatedFor?: string;
  /** Who may know of the model at all. */
  readonly privateFor?: string;
  /** Answers the n-th question to the hub in its place; `undefined` = as usual. */
  readonly instead?: (nth: number, request: IncomingMessage) => Answer | undefined;
  /** Answers of the storage, the n-th to the n-th request, the last to further ones. Default: serves ranges. */
  readonly storage?: readonly ((content: Buffer) => Answer)[];
  /** Members of one page of the list of files. Default 1000. */
  readonly pageSize?: number;
}

export interface ScriptedHub extends AsyncDisposable {
  /** For HF_ENDPOINT. */
  readonly endpoint: string;
  /** `METHOD path` of every question to the hub. */
  readonly asked: readonly string[];
  readonly tokens: ReadonlySet<string | undefined>;
  /** Headers of every request to the storage, to which the hub leads on. */
  readonly fetched: readonly IncomingMessage['headers'][];
}

export const firstCommit = 'a'.repeat(40);

/**
 * A hub on the loopback that answers as huggingface.co does (`huggingface_hub`, `hf_api.py` and `file_download.py`), and
 * a storage on another origin that large files are redirected to. A token that the storage sees fails the test when the
 * hub is closed.
 */
export async function scriptedHub(script: HubScript): Promise<ScriptedHub> {
  const { repo = 'someone/tiny', files = {}, refs = { main: firstCommit }, pageSize = 1000 } = script;
  const commits: Readonly<Record<string, RepoFiles>> = script.commits ?? { [firstCommit]: files };
  const [asked, fetched]: [string[], IncomingMessage['headers'][]] = [[], []];
  const tokens = new Set<string | undefined>();
  let leaked = false;

  const storage = await listen((request, response) => {
    fetched.push(request.headers);
    leaked ||= request.headers.authorization !== undefined;
    const content = Object.values(commits)
      .flatMap((each) => Object.values(each))
      .find((each) => request.url?.startsWith(`/${hashOf(each)}?`));
    const answers = script.storage ?? [serving];
    const answer = answers[Math.min(fetched.length, answers.length) - 1];
    if (content === undefined || answer === undefined) response.writeHead(404).end();
    else answer(content)(request, response);
  });

  const hub = await listen((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const token = request.headers.authorization?.replace('Bearer ', '');
    tokens.add(token);
    const instead = script.instead?.(asked.length, request);
    if (instead !== undefined) return instead(request, response);
    if (script.privateFor !== undefined && token !== script.privateFor)
      return refuse(response, 401, 'RepoNotFound');
    const url = new URL(request.url ?? '/', 'http://hub');
    const parts = new RegExp(`^/(?:api/models/)?${repo}/(revision|tree|resolve)/([^/]+)(?:/(.*))?$`).exec(
      url.pathname,
    );
    if (parts === null) return refuse(response, 404, 'RepoNotFound');
    const [, route, revision = '', path = ''] = parts;
    const commit = refs[decodeURIComponent(revision)] ?? decodeURIComponent(revision);
    const held = commits[commit];
    if (held === undefined) return refuse(response, 404, 'RevisionNotFound');
    if (route === 'revision') return json(response, { id: repo, sha: commit });
    if (route === 'tree') return page(response, url, held, pageSize);
    if (script.gatedFor !== undefined && token !== script.gatedFor) {
      return refuse(response, token === undefined ? 401 : 403, 'GatedRepo');
    }
    const content = held[decodeURIComponent(path)];
    if (content === undefined) return refuse(response, 404, 'EntryNotFound', { 'x-repo-commit': commit });
    const known = { 'x-repo-commit': commit, 'accept-ranges': 'bytes' };
    if (!isLarge(path)) {
      const headers = { ...known, etag: `"${gitSha1(content)}"`, 'content-length': content.length };
      return void response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : content);
    }
    response.writeHead(302, {
      ...known,
      location: `${storage.origin}/${hashOf(content)}?signature=x`,
      'x-linked-etag': `"${hashOf(content)}"`,
      'x-linked-size': content.length,
    });
    response.end();
  });

  return {
    endpoint: hub.origin,
    asked,
    tokens,
    fetched,
    async [Symbol.asyncDispose]() {
      await hub.close();
      await storage.close();
      if (leaked) throw new Error('The token was sent to the storage.');
    },
  };
}

/** What git knows a blob by. */
export function gitSha1(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

function isLarge(path: string): boolean {
  return /\.(?:gguf|bin)$/.test(path);
}

function page(response: ServerResponse, url: URL, files: RepoFiles, size: number): void {
  const entries = Object.entries(files).map(([path, content]) => ({
    type: 'file',
    path,
    size: content.length,
    oid: gitSha1(content),
    ...(isLarge(path) && { lfs: { oid: hashOf(content), size: content.length, pointerSize: 135 } }),
  }));
  const folders = [...new Set(Object.keys(files).flatMap((path) => path.split('/').slice(0, -1)))];
  const all = [
    ...folders.map((path) => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path })),
    ...entries,
  ];
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const more = from + size < all.length;
  json(response, all.slice(from, from + size), {
    // As a mirror would pass it on: with the address of the hub behind it.
    ...(more && {
      link: `<https://huggingface.co${url.pathname}?recursive=true&cursor=${from + size}>; rel="next"`,
    }),
  });
}

function json(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'x-error-code': code, ...headers }).end();
}

async function listen(
  answer: Answer,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
