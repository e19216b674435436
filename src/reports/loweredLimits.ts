import type { LimitChange, Manifest } from '../ports/manifest.ts';
import type { QuestionRecord } from '../ports/record.ts';

/** Whether a server that the record's system asks took fewer calls at once than it started with, at some time of it. */
export type WasLimited = (record: Extract<QuestionRecord, { status: 'answered' }>) => boolean;

/** Milliseconds since 1970, both ends in. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Of a system's records, which were answered while a limit was lowered. */
export function loweredLimits({ systems, servers = [] }: Manifest, system: string): WasLimited {
  const own = systems.find(({ id }) => id === system);
  const cast = Object.values(own?.roles ?? {});
  const ofSystems = new Set(systems.flatMap(({ roles }) => Object.values(roles)));
  // What no system plays with is a retriever's.
  const asks = (model: string): boolean =>
    cast.includes(model) || (own?.source !== undefined && !ofSystems.has(model));
  const spans = servers
    .filter(({ models }) => models.some(asks))
    .flatMap(({ limits }) => limits.flatMap(loweredSpans));
  return ({ startedAt, ms }) => {
    const from = Date.parse(startedAt);
    return spans.some((span) => span.from <= from + (ms?.total ?? 0) && from <= span.to);
  };
}

/** From each lowering until the limit is what it was at the start, or the process after it begins anew. */
function loweredSpans(changes: readonly LimitChange[]): readonly Span[] {
  const spans: Span[] = [];
  let whole = 0;
  let since: number | undefined;
  for (const { at, limit, because } of changes) {
    const now = Date.parse(at);
    if (because === 'start') whole = limit;
    if (limit < whole) since ??= now;
    else if (since !== undefined) {
      spans.push({ from: since, to: now });
      since = undefined;
    }
  }
  return since === undefined ? spans : [...spans, { from: since, to: Number.POSITIVE_INFINITY }];
}
