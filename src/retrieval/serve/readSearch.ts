import { z } from 'zod';

import { type Reply, refusal } from './reply.ts';
import type { SearchLimits } from './searchLimits.ts';

/** What a client wants to be found. */
export interface AskedSearch {
  readonly queries: readonly string[];
  readonly k: number;
}

/** Passages a query where the request does not say. */
const usualK = 10;

/** Reads the body of `POST /search`: `{ "query": … }` or `{ "queries": […] }`, and `k` (default 10). */
export function readSearch(text: string, limits: SearchLimits): AskedSearch | Reply {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refusal(400, 'bad-json', 'The request is not valid JSON.');
  }
  const parsed = shape(limits).safeParse(value);
  if (!parsed.success) return refusal(400, 'bad-request', z.prettifyError(parsed.error));
  const { query, queries, k } = parsed.data;
  if ((query === undefined) === (queries === undefined)) {
    return refusal(
      400,
      'bad-request',
      'A request has either "query" (a text) or "queries" (a list of texts).',
    );
  }
  return { queries: queries ?? [query ?? ''], k };
}

function shape({ queries, k }: SearchLimits) {
  return z.strictObject({
    query: z.string().optional(),
    queries: z.array(z.string()).min(1).max(queries).optional(),
    k: z.int().min(1).max(k).default(Math.min(usualK, k)),
  });
}
