import { z } from 'zod';
import { openaiEmbeddings } from '../dialects/embeddings.ts';
import { escapedRegex } from '../dialects/escapedRegex.ts';
import { openaiChat } from '../dialects/openaiChat.ts';
import { documentsRerank } from '../dialects/rerank.ts';
import { sglangGenerate } from '../dialects/sglangGenerate.ts';
import { promptTokenise } from '../dialects/tokenise.ts';
import type { Family } from '../family.ts';
import { known, unknown } from '../known.ts';
import { modelCards } from '../modelCards.ts';

const server = z.object({ version: z.string(), internal_states: z.unknown() });
const model = z.object({ is_generation: z.boolean().nullish() });

/** SGLang. Text goes to its native route, which takes and tells ids; adapters go by `lora_path`. */
export const sglang: Family = {
  name: 'sglang',
  recognise: { path: '/get_server_info', matches: (answer) => server.safeParse(answer).success },
  async describe(get, { model: asked, adapter }) {
    const told = server.safeParse(await get('/get_server_info'));
    const info = model.safeParse(await get('/get_model_info')).data;
    const cards = modelCards(await get('/v1/models'));
    const card = cards.find(({ id }) => id === asked) ?? cards[0];
    const chosen = adapter === undefined ? {} : { lora_path: adapter };
    return {
      version: told.data?.version ?? 'unknown',
      models: cards.length === 0 ? undefined : cards.map(({ id }) => id),
      digest: unknown,
      contextTokens: known(card?.max_model_len),
      address: { model: asked, text: chosen, chat: chosen },
      ...(typeof info?.is_generation === 'boolean' && {
        does: info.is_generation ? ['generate'] : ['embed', 'rerank'],
      }),
    };
  },
  text: sglangGenerate,
  chat: openaiChat({
    always: { top_k: -1, min_p: 0, repetition_penalty: 1 },
    showControls: { skip_special_tokens: false },
    choose: (choices) => ({ regex: choices.map(escapedRegex).join('|') }),
  }),
  embed: openaiEmbeddings({ base64: false }),
  rerank: documentsRerank('/v1/rerank'),
  tokenise: promptTokenise,
  idPrompts: true,
  controlTokens: known(true),
  logprobs: {
    depth: 20,
    chatDepth: 20,
    chosenIds: true,
    restricts: true,
    prompt: true,
    afterSampling: true,
  },
};
