/**
 * A call of a record, in milliseconds since it began; `waitedMs` of it, taken as its beginning, it waited for its turn. (Where
 * an answer waited until other calls were sent, that stood at the end; for calls one after the other it is the same.)
 */
export interface CallSpan {
  readonly at: number;
  readonly ms: number;
  readonly waitedMs: number;
}

/**
 * Milliseconds in which some call waited for a free slot or its next try and none was at work: what a record lost to
 * waiting. Calls that run side by side wait at the same time, so their waits are not added up.
 */
export function idleTime(calls: readonly CallSpan[]): number {
  const edges = calls.flatMap(({ at, ms, waitedMs }) => {
    const [turn, end] = [at + Math.min(waitedMs, ms), at + ms];
    return [
      { at, waiting: 1, working: 0 },
      { at: turn, waiting: -1, working: 1 },
      { at: end, waiting: 0, working: -1 },
    ];
  });
  edges.sort((a, b) => a.at - b.at);
  let [idle, waiting, working, last] = [0, 0, 0, 0];
  for (const edge of edges) {
    if (waiting > 0 && working === 0) idle += edge.at - last;
    waiting += edge.waiting;
    working += edge.working;
    last = edge.at;
  }
  return idle;
}
