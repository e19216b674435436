import { z } from 'zod';
import { RagstoneError } from '../../errors.ts';
import { openaiEmbeddings } from '../dialects/embeddings.ts';
import { llamaCompletion } from '../dialects/llamaCompletion.ts';
import { openaiChat } from '../dialects/openaiChat.ts';
import { documentsRerank } from '../dialects/rerank.ts';
import { llamaTokenise } from '../dialects/tokenise.ts';
import type { Family } from '../family.ts';
import type { Json } from '../http/httpClient.ts';
import { known, unknown } from '../known.ts';
import { modelCards } from '../modelCards.ts';

const props = z.object({
  build_info: z.string(),
  model_path: z.string().nullish(),
  default_generation_settings: z.object({ n_ctx: z.int() }).nullish(),
});
const adapters = z.array(z.object({ id: z.int(), path: z.string() }));

/** llama.cpp's server. One model a process, whatever `model` says; adapters go by number with each request. */
export const llamaCpp: Family = {
  name: 'llama.cpp',
  recognise: { path: '/props', matches: (answer) => props.safeParse(answer).success },
  async describe(get, { model, adapter }) {
    const told = props.safeParse(await get('/props')).data;
    const card = modelCards(await get('/v1/models'))[0];
    const loaded = adapters.safeParse(await get('/lora-adapters')).data ?? [];
    const chosen = lora(loaded, adapter);
    return {
      version: told?.build_info ?? 'unknown',
      models: undefined,
      digest: unknown,
      contextTokens: known(told?.default_generation_settings?.n_ctx ?? card?.meta?.n_ctx),
      address: { model, text: chosen, chat: chosen },
      ...(typeof card?.meta?.n_vocab === 'number' && { vocabulary: card.meta.n_vocab }),
    };
  },
  text: llamaCompletion,
  chat: openaiChat({
    always: { top_k: 0, min_p: 0, repeat_penalty: 1 },
    restrictTo: (ids) => ({ logit_bias: ids.map((id) => [id, 100]) }),
    choose: (choices) => ({ grammar: `root ::= ${choices.map((each) => JSON.stringify(each)).join(' | ')}` }),
  }),
  embed: openaiEmbeddings({ base64: true, normalise: (wanted) => ({ embd_normalize: wanted ? 2 : -1 }) }),
  rerank: documentsRerank('/rerank'),
  tokenise: llamaTokenise,
  idPrompts: true,
  // Only a server started with `--special` shows them.
  controlTokens: unknown,
  logprobs: {
    depth: 20,
    chatDepth: 20,
    chosenIds: false,
    all: 'vocabulary',
    restricts: true,
    chatRestricts: true,
    prompt: false,
    afterSampling: false,
  },
};

/**
 * Sent with every request where adapters are loaded: a request without `lora` runs at the server's global scales, and
 * an empty list counts as none. The prompt cache is keyed by tokens only and could hold another adapter's state.
 */
function lora(loaded: z.output<typeof adapters>, adapter: string | undefined): Json {
  const wanted = loaded.find(
    ({ id, path }) => adapter === String(id) || adapter === path || named(path) === adapter,
  );
  if (adapter !== undefined && wanted === undefined) {
    throw new RagstoneError(
      'unknown-name',
      `The llama.cpp server has no adapter "${adapter}". Loaded: ${loaded.map(({ path }) => named(path)).join(', ') || 'none (start it with --lora)'}.`,
      { input: adapter },
    );
  }
  if (loaded.length === 0) return {};
  return {
    lora: loaded.map(({ id }) => ({ id, scale: id === wanted?.id ? 1 : 0 })),
    cache_prompt: false,
  };
}

/** An adapter's file name without folder and ending. */
function named(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.gguf$/, '');
}
