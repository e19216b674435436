import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { type Hub, hub } from '../../datasets/pull/hub.ts';

/** A hub, and where its files are kept on this machine. */
export interface HubSettings extends Hub {
  /** The folder that holds `models--owner--repo`. */
  readonly cache: string;
}

/**
 * As the hub's own tools read them: `HF_ENDPOINT`, `HF_TOKEN` or the token file (`HF_TOKEN_PATH`, by default `token` in
 * `HF_HOME`), `HF_HUB_OFFLINE`, `HF_HUB_CACHE` (default: `hub` in `HF_HOME`) and `HF_HOME` (default: `huggingface` in
 * the XDG cache folder).
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
  return {
    ...hub(environment),
    token: told('HF_TOKEN') ?? (await tokenIn(tokenFile)),
    cache: path.resolve(told('HF_HUB_CACHE') ?? path.join(base, 'hub')),
  };
}

/** Who is not logged in has no such file. */
async function tokenIn(file: string): Promise<string | undefined> {
  const token = await readFile(file, 'utf8').catch(() => '');
  return token.trim() === '' ? undefined : token.trim();
}
