/** How much one server lets its clients ask for. */
export interface SearchLimits {
  /** Bytes of a request's body. Default: 1 MiB. */
  readonly bodyBytes: number;
  /** Queries in one request. Default: 256. */
  readonly queries: number;
  /** Passages a query. Default: 1,000. */
  readonly k: number;
  /** Search requests in work at once; one more is answered 503. Default: 64. */
  readonly requests: number;
  /** Open connections; one more is closed at once. Default: 256. */
  readonly connections: number;
  /** Milliseconds that a request may take to arrive, and again to be answered. Default: 30,000. */
  readonly timeoutMs: number;
}

export const searchLimits: SearchLimits = {
  bodyBytes: 2 ** 20,
  queries: 256,
  k: 1000,
  requests: 64,
  connections: 256,
  timeoutMs: 30_000,
};
