import { canonicalJson } from '../../io/canonicalJson.ts';
import { sha256 } from '../../io/sha256.ts';
import type { BackendIdentity, Capabilities } from '../../ports/backend.ts';
import type { Prompt } from '../../ports/prompt.ts';

/** What a cassette knows of a backend beside its answers. */
export interface RecordedBackend {
  readonly identity: BackendIdentity;
  readonly can: Capabilities;
}

/** The name under which a backend is noted. */
export function backendNote(address: string, model: string, adapter: string | undefined): string {
  return `backend ${canonicalJson({ address, model, adapter })}`;
}

/** The name under which the examination of a server is noted, or of a model on it. */
export function examinedNote(address: string, model?: string, adapter?: string): string {
  return `examined ${canonicalJson({ address, model, adapter })}`;
}

/** The name under which a prompt's number of tokens is noted. */
export function countNote({ server, model }: BackendIdentity, prompt: Prompt): string {
  return `count ${sha256(canonicalJson({ server, model, prompt }))}`;
}
