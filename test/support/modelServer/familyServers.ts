import { llamaCppServer } from './llamaCpp.ts';
import { ollamaServer } from './ollama.ts';
import { openaiServer } from './openai.ts';
import type { Served } from './served.ts';
import { sglangServer } from './sglang.ts';
import type { Answering } from './startHttp.ts';
import { tgiServer } from './tgi.ts';
import { vllmServer } from './vllm.ts';

/** A server of each family that generates, by kind. */
export const familyServers: Readonly<Record<string, (served: Served) => Answering>> = {
  'llama.cpp': llamaCppServer,
  ollama: ollamaServer,
  openai: openaiServer,
  // Without its second parameter.
  sglang: (served) => sglangServer(served),
  tgi: tgiServer,
  vllm: vllmServer,
};
