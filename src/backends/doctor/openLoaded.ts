import type { HttpModel } from '../model/httpModel.ts';
import type { HttpServer } from '../openHttpServer.ts';
import { prompts } from './probes/prompts.ts';

/** A model to examine, and the same without its adapter, where it has one. */
export interface Patient {
  readonly model: HttpModel;
  readonly base: HttpModel | undefined;
}

/**
 * Opens a model for its examination. Ollama tells the context length of loaded models only, and loads one at its first
 * request.
 * @throws RagstoneError as `Server.open` does
 */
export async function openLoaded(
  server: HttpServer,
  { model: name, adapter }: { readonly model: string; readonly adapter?: string },
  signal: AbortSignal,
): Promise<Patient> {
  let model = await server.openModel(name, adapter);
  if (!model.described.contextTokens.known && server.family === 'ollama') {
    await prompts(model, signal);
    model = await server.openModel(name, adapter);
  }
  return { model, base: adapter === undefined ? undefined : await server.openModel(name) };
}
