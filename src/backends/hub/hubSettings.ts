import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { type Hub, hub } from '../../datasets/pull/hub.ts';
import { RagstoneError } from '../../errors.ts';

/** A hub, and where its files are kept on this machine. */
export interface HubSettings extends Hub {
  /** The folder that holds `models--owner--repo`. */
  readonly cache: string;
}

/**
 * As the hub's own tools read them: `HF_ENDPOINT`, `HF_TOKEN` or the token file (`HF_TOKEN_PATH`, by default `token` in
 * `HF_HOME`), `HF_HUB_OFFLINE`, `HF_HUB_CACHE` (default: `hub` in `HF_HOME`) and `HF_HOME` (default: `huggingface` in
 * the XDG cache folder).
 * @throws RagstoneError `usage` for an `HF_ENDPOINT` that is none
 */
export async function hubSettings(environment: NodeJS.ProcessEnv = process.env): Promise<HubSettings> {
  const told = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? undefined : value.replace(/^~(?=\/|$)/, user);
  };
  const user = environment['HOME'] ?? homedir();
  const base =
    told('HF_HOME') ?? path.join(told('XDG_CACHE_HOME') ?? path.join(user, '.cache'), 'huggingface');
  const tokenFile = told('HF_TOKEN_PATH') ?? path.join(base, 'token');
  const { endpoint, offline } = hub(environment);
  const url = URL.parse(endpoint);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') {
    throw new RagstoneError(
      'usage',
      'HF_ENDPOINT is no address of a hub: write it as https://huggingface.co, without user, password and query.',
    );
  }
  return {
    endpoint,
    offline,
    token: told('HF_TOKEN') ?? (await tokenIn(tokenFile)),
    cache: path.resolve(told('HF_HUB_CACHE') ?? path.join(base, 'hub')),
  };
}

/** Who is not logged in has no such file. */
async function tokenIn(file: string): Promise<string | undefined> {
  const token = await readFile(file, 'utf8').catch(() => '');
  return token.trim() === '' ? undefined : token.trim();
}
