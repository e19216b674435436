/** One fact that a probe found out about a model or its server, or why it could not. */
export interface Finding<V = unknown> {
  readonly name: string;
  /**
   * `ok`: there, and as it should be. `warn`: there, with something to know. `no`: not there, or wrong. `unknown`: this
   * probe could not tell.
   */
  readonly status: 'ok' | 'warn' | 'no' | 'unknown';
  /** The fact for machines; `null` where there is none. */
  readonly value: V | null;
  /** One line for people. */
  readonly detail: string;
}
