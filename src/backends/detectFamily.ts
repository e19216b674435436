import { RagstoneError } from '../errors.ts';
import type { Family, Get } from './family.ts';
import { families } from './findFamily.ts';

/**
 * The cheapest order in which servers can be told apart: SGLang and llama-server answer some of Ollama's routes, and
 * all of them list models as OpenAI does.
 */
const probes = ['/props', '/version', '/get_server_info', '/api/version', '/info', '/v1/models'];

/**
 * Finds out which kind of server answers.
 * @throws RagstoneError `unsupported` when it is none that is known; `backend` when it cannot be reached
 */
export async function detectFamily(get: Get, address: string): Promise<Family> {
  const all = await families();
  for (const path of probes) {
    const answer = await get(path);
    const family = all.find(({ recognise }) => recognise.path === path && recognise.matches(answer));
    if (answer !== undefined && family !== undefined) return family;
  }
  throw new RagstoneError(
    'unsupported',
    `No known model server answers at ${address}: none of ${probes.join(', ')} gave an answer that is known. If it speaks OpenAI's dialect, say kind: openai.`,
    { input: address },
  );
}
