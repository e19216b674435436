import path from 'node:path';
import { toError } from '../../../errors.ts';
import type { ExaminedModel, ExaminedServer, WantedModel } from '../../../backends/doctor/examineServer.ts';
import { openLlamaServer } from '../../../backends/llama-cpp/openLlamaServer.ts';

/**
 * A GGUF file in place of a server: opened once and closed again. Nothing is probed, since its engine is in our hands:
 * what it can do is known when it is open.
 */
export async function examineLocal(
  file: string,
  wanted: readonly WantedModel[],
  signal: AbortSignal,
): Promise<ExaminedServer> {
  const address = `gguf:${path.basename(file)}`;
  const found = (status: 'ok' | 'no', detail: string) =>
    [{ name: 'engine', status, value: null, detail }] as const;
  try {
    await using server = await openLlamaServer({ file }, signal);
    const models: ExaminedModel[] = [];
    for (const one of wanted) {
      const backend = await server.open(one.model, one.adapter);
      models.push({ ...one, findings: [], backend });
    }
    return { address, reached: true, findings: found('ok', 'llama.cpp in process'), models };
  } catch (error) {
    signal.throwIfAborted();
    return { address, reached: false, findings: found('no', toError(error).message), models: [] };
  }
}
