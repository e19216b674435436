import { toError } from '../../../errors.ts';
import { examineEngine } from '../../../backends/doctor/examineEngine.ts';
import type {
  ExaminedModel,
  ExaminedServer,
  ExamineOptions,
  WantedModel,
} from '../../../backends/doctor/examineServer.ts';
import { cachedGguf } from '../../../backends/hub/cachedGguf.ts';
import { ggufServerAddress } from '../../../backends/hub/openGgufServer.ts';
import { openLlamaServer } from '../../../backends/llama-cpp/openLlamaServer.ts';

/**
 * A GGUF file in place of a server: opened once and closed again. Nothing is generated, since its engine is known. One of
 * a hub has to be here.
 */
export async function examineLocal(
  file: string,
  wanted: readonly WantedModel[],
  signal: AbortSignal,
  { controls, onModel }: ExamineOptions,
): Promise<ExaminedServer> {
  const address = ggufServerAddress(file);
  const found = (status: 'ok' | 'no', detail: string) =>
    [{ name: 'engine', status, value: null, detail }] as const;
  try {
    await using server = await openLlamaServer({ file: await cachedGguf(file) }, signal);
    const models: ExaminedModel[] = [];
    for (const one of wanted) {
      onModel(one.id);
      const backend = await server.open(one.model, one.adapter);
      const all = [...new Set([...controls, ...(one.controls ?? [])])];
      const { findings, can } = await examineEngine(backend, all, signal);
      models.push({ ...one, findings, backend: { ...backend, can } });
    }
    return { address, reached: true, findings: found('ok', 'llama.cpp in process'), models };
  } catch (error) {
    signal.throwIfAborted();
    return { address, reached: false, findings: found('no', toError(error).message), models: [] };
  }
}
