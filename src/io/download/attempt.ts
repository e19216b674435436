import type { Readable } from 'node:stream';
import { isRagstoneError, RagstoneError, toError } from '../../errors.ts';
import type { Attempted } from './attempted.ts';
import type { PartFile, PartOrigin } from './openPart.ts';
import { refusedPage } from './refusedPage.ts';
import { type Headers, type Http, requestBytes } from './requestBytes.ts';
import { statusFailure } from './statusFailure.ts';

/** What is known of a file before it is received. */
export interface Wanted {
  readonly bytes?: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256?: string;
}

/**
 * One request for what is missing of a part. A part is continued only where it is sure to fit: the server still has
 * the same version (If-Range with its validator), or the hash of the whole is known and is checked in the end.
 * @throws RagstoneError `download` when this address will not do, `storage`; the signal's reason when aborted.
 */
export async function attempt(
  part: PartFile,
  address: string,
  wanted: Wanted,
  http: Http,
  received: () => void,
): Promise<Attempted> {
  const same = part.origin?.address === address ? part.origin : undefined;
  if (part.bytes > 0 && (part.bytes === wanted.bytes || part.bytes === same?.total)) return { done: true };
  const resumes = part.bytes > 0 && (same?.validator !== undefined || wanted.sha256 !== undefined);
  try {
    const { statusCode, headers, body } = await requestBytes(
      address,
      {
        ...(resumes && { range: `bytes=${part.bytes}-` }),
        ...(resumes && same?.validator !== undefined && { 'if-range': same.validator }),
      },
      http,
    );
    if (statusCode === 416 && resumes) {
      await body.dump();
      if (rangeOf(headers)?.total === part.bytes) return { done: true };
      await part.restart();
      return { done: false, because: 'the part is longer than the file' };
    }
    if (statusCode !== 200 && statusCode !== 206) {
      await body.dump();
      return statusFailure(address, statusCode, headers);
    }
    const origin = originOf(address, statusCode, headers);
    if (wanted.bytes !== undefined && origin.total !== undefined && origin.total !== wanted.bytes) {
      drop(body);
      throw refused(address, `has ${origin.total} bytes, ${wanted.bytes} were expected`);
    }
    if (statusCode === 206 && !continues(part, origin, headers)) {
      drop(body);
      await part.restart();
      return { done: false, because: 'the server sent another range, or the file changed there' };
    }
    if (statusCode === 200) await part.restart(origin);
    else part.splice();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      const page = part.bytes === 0 ? refusedPage(headers['content-type'], chunk) : undefined;
      if (page !== undefined) throw refused(address, page);
      await part.append(chunk);
      if (wanted.bytes !== undefined && part.bytes > wanted.bytes) {
        throw refused(address, `sent more than the ${wanted.bytes} bytes that were expected`);
      }
      received();
    }
    if (origin.total !== undefined && part.bytes < origin.total) {
      return { done: false, because: `the connection ended after ${part.bytes} of ${origin.total} bytes` };
    }
    return { done: true };
  } catch (error) {
    http.signal.throwIfAborted();
    return again(address, error);
  }
}

/** Whether the bytes of a partial answer go where the part ends. */
function continues(part: PartFile, origin: PartOrigin, headers: Headers): boolean {
  if (rangeOf(headers)?.from !== part.bytes) return false;
  const known = part.origin;
  if (known?.address !== origin.address) return true;
  return (
    (known.total === undefined || known.total === origin.total) &&
    (known.validator === undefined || origin.validator === undefined || known.validator === origin.validator)
  );
}

function originOf(address: string, status: number, headers: Headers): PartOrigin {
  const length = one(headers['content-length']);
  const whole = length === undefined ? undefined : Number(length);
  const total = status === 206 ? rangeOf(headers)?.total : whole;
  const etag = one(headers['etag']);
  // A weak ETag says that two files mean the same, not that their bytes are the same.
  const validator = etag?.startsWith('W/') === false ? etag : one(headers['last-modified']);
  return { address, ...(validator !== undefined && { validator }), ...(total !== undefined && { total }) };
}

/** `bytes 10-99/100` or, with 416, `bytes` with a star for the range. */
function rangeOf(headers: Headers): { from?: number; total?: number } | undefined {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(one(headers['content-range']) ?? '');
  if (match === null) return undefined;
  const [, from, total] = match;
  return {
    ...(from !== undefined && { from: Number(from) }),
    ...(total !== undefined && total !== '*' && { total: Number(total) }),
  };
}

/** Hangs up. The body says that it was cut off, which is known here. */
function drop(body: Readable): void {
  body.on('error', () => undefined);
  body.destroy();
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

function refused(address: string, what: string): RagstoneError {
  return new RagstoneError('download', `${address}: ${what}.`, { input: address });
}

/** Failures of the connection are worth another try; certificates and defects are not. */
function again(address: string, thrown: unknown): Attempted {
  if (isRagstoneError(thrown)) throw thrown;
  const error = toError(thrown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) throw error;
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    throw refused(address, `its certificate is not trusted (${code})`);
  return { done: false, because: error.message === '' ? code : error.message };
}
