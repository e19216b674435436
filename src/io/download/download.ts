import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { EnvHttpProxyAgent } from 'undici';
import { isRagstoneError, RagstoneError } from '../../errors.ts';
import type { Wanted } from './attempt.ts';
import { lockPart } from './lockPart.ts';
import { openPart } from './openPart.ts';
import { receive, type Patience } from './receive.ts';
import { requireSpace } from './requireSpace.ts';
import { settlePart } from './settlePart.ts';
import { storageError } from './storageError.ts';

export interface DownloadOptions {
  /** The same bytes at each; tried in order. At least one. */
  readonly addresses: readonly string[];
  /** The file to write. Its folder is made. Until it is whole it is called `<to>.part`. */
  readonly to: string;
  readonly wanted: Wanted;
  readonly signal: AbortSignal;
  /** Headers for one address, asked again at every redirect. None by default. */
  readonly headersFor?: (url: URL) => Readonly<Record<string, string>>;
  /** Called as bytes arrive. */
  readonly progress?: (progress: Progress) => void;
  /** Milliseconds without a byte after which a connection counts as dead. Default 60,000. */
  readonly idleMs?: number;
  /** Default: 6 failures in a row; 0.5 s, doubled each time, at most 30 s. */
  readonly patience?: Patience;
}

interface Progress {
  readonly bytes: number;
  readonly total?: number;
}

export interface Downloaded {
  readonly address: string;
  readonly bytes: number;
  readonly sha256: string;
}

const defaultPatience: Patience = {
  retries: 6,
  waitMs: (failure) => Math.min(30_000, 500 * 2 ** (failure - 1)),
};

/**
 * Receives a file over HTTP, or the rest of it where an earlier try left a part, checks size and SHA-256 and gives it
 * its name in the end. Proxies of the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY) are honoured.
 * @throws RagstoneError `download` when no address brought the file, `storage` when it cannot be written, `locked`
 * when another process receives it; the signal's reason when aborted (the part stays).
 */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const { to, wanted, signal, progress, patience = defaultPatience } = options;
  await mkdir(path.dirname(to), { recursive: true }).catch((error: unknown) => {
    throw storageError(path.dirname(to), error);
  });
  await using _lock = await lockPart(to);
  await using part = await openPart(to);
  await requireSpace(path.dirname(to), (wanted.bytes ?? 0) - part.bytes);
  const dispatcher = new EnvHttpProxyAgent();
  const http = {
    dispatcher,
    signal,
    idleMs: options.idleMs ?? 60_000,
    headersFor: options.headersFor ?? (() => ({})),
  };
  const received = (): void => {
    const total = wanted.bytes ?? part.origin?.total;
    progress?.({ bytes: part.bytes, ...(total !== undefined && { total }) });
  };
  const failures: RagstoneError[] = [];
  try {
    for (const address of options.addresses) {
      try {
        await receive(part, address, wanted, http, patience, received);
        if (!(await settlePart(part, address, wanted))) {
          // Its pieces may be of different versions of the file: once more, from the start.
          await receive(part, address, wanted, http, patience, received);
          if (!(await settlePart(part, address, wanted))) throw unsettled(address);
        }
        const { bytes } = part;
        const sha256 = part.sha256();
        await part.finish();
        return { address, bytes, sha256 };
      } catch (error) {
        if (!isRagstoneError(error) || error.code !== 'download') throw error;
        failures.push(error);
      }
    }
  } finally {
    await dispatcher.destroy();
  }
  throw allFailed(to, failures, part.bytes);
}

function unsettled(address: string): RagstoneError {
  return new RagstoneError(
    'download',
    `${address}: broke off and brought other bytes than expected, twice.`,
    {
      input: address,
    },
  );
}

function allFailed(to: string, failures: readonly RagstoneError[], bytes: number): RagstoneError {
  const what = failures.map(({ message }) => message).join('\n');
  const next = bytes === 0 ? '' : `\n${bytes} bytes are kept: the same command continues there.`;
  return new RagstoneError('download', `${path.basename(to)} could not be had.\n${what}${next}`, {
    cause: failures.at(-1),
    input: to,
  });
}
