import { backendFault } from '../fault.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a body can be asked to be, as its content type names it. */
export type BodyType = 'json' | 'event-stream' | 'ndjson';

/** What stands before an answer's body. */
export interface Head {
  readonly status: number;
  readonly headers: Headers;
}

/** A header's value, the first where there are several. */
export function header({ headers }: Head, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** @throws RagstoneError `backend` (malformed) when the body is not of the wanted type */
export function requireType(what: string, head: Head, wanted: BodyType): void {
  const type = header(head, 'content-type') ?? '';
  // Some servers name no type for small answers; a wrong one is a wrong answer.
  if (type === '' || type.includes(wanted)) return;
  throw backendFault('malformed', `${what}: the answer is ${type.split(';')[0]}, not ${wanted}.`);
}

/**
 * Where a redirect leads. Only the same origin is followed, and only with the same method and body.
 * @throws RagstoneError `backend` (redirected)
 */
export function redirected(origin: string, target: string, head: Head): string {
  const location = header(head, 'location');
  const to = location === undefined ? null : URL.parse(location, `${origin}${target}`);
  if (to !== null && to.origin === origin && [307, 308].includes(head.status)) return to.pathname + to.search;
  throw backendFault(
    { fault: 'redirected', status: head.status },
    `${origin}${target}: the server sends calls elsewhere (${to?.origin ?? 'without an address'}); give that address, if you trust it.`,
  );
}
