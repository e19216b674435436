import { z } from 'zod';
import { openaiEmbeddings } from '../dialects/embeddings.ts';
import { openaiChat } from '../dialects/openaiChat.ts';
import { openaiCompletions } from '../dialects/openaiCompletions.ts';
import { documentsRerank } from '../dialects/rerank.ts';
import { promptTokenise } from '../dialects/tokenise.ts';
import type { Family } from '../family.ts';
import { known, unknown } from '../known.ts';
import { modelCards } from '../modelCards.ts';

const version = z.object({ version: z.string() });
const neutral = { top_k: 0, min_p: 0, repetition_penalty: 1 };
const showControls = { skip_special_tokens: false, spaces_between_special_tokens: false };
const choose = (choice: readonly string[]) => ({ structured_outputs: { choice } });

/** vLLM. Unknown fields are ignored there with a warning in its log, so each effect is checked in the answer. */
export const vllm: Family = {
  name: 'vllm',
  recognise: { path: '/version', matches: (answer) => version.safeParse(answer).success },
  async describe(get, { model, adapter }) {
    const told = version.safeParse(await get('/version'));
    const cards = modelCards(await get('/v1/models'));
    const asked = adapter ?? model;
    const card = cards.find(({ id }) => id === asked);
    return {
      version: told.data?.version ?? 'unknown',
      models: cards.length === 0 ? undefined : cards.map(({ id }) => id),
      digest: unknown,
      contextTokens: known(card?.max_model_len ?? cards[0]?.max_model_len),
      address: { model: asked, text: {}, chat: {} },
    };
  },
  text: openaiCompletions({
    always: neutral,
    showControls,
    logprobs: { return_tokens_as_token_ids: true, return_token_ids: true },
    askIds: (ids) => ({ logprob_token_ids: ids }),
    restrictTo: (ids) => ({ allowed_token_ids: ids }),
    choose,
    // 0 = the actual token only.
    scorePrompt: { prompt_logprobs: 0 },
  }),
  chat: openaiChat({
    always: neutral,
    showControls,
    restrictTo: (ids) => ({ allowed_token_ids: ids, return_tokens_as_token_ids: true }),
    choose,
  }),
  embed: openaiEmbeddings({ base64: true, normalise: activation }),
  rerank: documentsRerank('/rerank'),
  tokenise: promptTokenise,
  idPrompts: true,
  controlTokens: known(true),
  logprobs: {
    depth: 20,
    chatDepth: 20,
    chosenIds: true,
    all: -1,
    restricts: true,
    chatRestricts: true,
    prompt: true,
    afterSampling: false,
  },
};

/** `normalize` until about 0.16; since then `use_activation`, and the old name is an error. */
function activation(wanted: boolean, told: string): Readonly<Record<string, boolean>> {
  const [major = Number.NaN, minor = Number.NaN] = told.split('.').map((part) => Number.parseInt(part, 10));
  return major === 0 && minor <= 16 ? { normalize: wanted } : { use_activation: wanted };
}
