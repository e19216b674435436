import type { BackendIdentity, Capabilities } from '../../ports/backend.ts';
import type { Described, Family } from '../family.ts';
import type { HttpClient } from '../http/httpClient.ts';
import type { Tokenizer } from '../prompts/tokenizer.ts';

/** One model on a server, opened. */
export interface HttpModel {
  readonly client: HttpClient;
  readonly family: Family;
  readonly described: Described;
  readonly identity: BackendIdentity;
  readonly can: Capabilities;
  readonly tokenizer: Tokenizer | undefined;
  /** Stream, where the route can, to measure the time to the first token. */
  readonly firstToken: boolean;
  /** How the server was started to pool, as its user says. */
  readonly declaredPooling: string | undefined;
}
