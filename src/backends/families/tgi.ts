import { z } from 'zod';
import { escapedRegex } from '../dialects/escapedRegex.ts';
import { openaiChat } from '../dialects/openaiChat.ts';
import { tgiGenerate } from '../dialects/tgiGenerate.ts';
import { tgiTokenise } from '../dialects/tokenise.ts';
import type { Family } from '../family.ts';
import { known } from '../known.ts';

const info = z.object({
  router: z.literal('text-generation-router'),
  version: z.string(),
  model_id: z.string(),
  model_sha: z.string().nullish(),
  max_total_tokens: z.int(),
});

/** Text Generation Inference. Text goes to its native route: `/v1/completions` never tells probabilities there. */
export const tgi: Family = {
  name: 'tgi',
  recognise: { path: '/info', matches: (answer) => info.safeParse(answer).success },
  async describe(get, { adapter }) {
    const told = info.safeParse(await get('/info')).data;
    return {
      version: told?.version ?? 'unknown',
      // Adapters are not listed: a wrong one fails when it is asked.
      models: told === undefined ? undefined : [told.model_id, ...(adapter === undefined ? [] : [adapter])],
      digest: known(told?.model_sha),
      contextTokens: known(told?.max_total_tokens),
      // Any other name than "tgi" is taken for an adapter.
      address: {
        model: adapter ?? 'tgi',
        text: adapter === undefined ? {} : { adapter_id: adapter },
        chat: {},
      },
    };
  },
  text: tgiGenerate,
  chat: openaiChat({
    always: {},
    choose: (choices) => ({
      response_format: { type: 'regex', value: choices.map(escapedRegex).join('|') },
    }),
  }),
  tokenise: tgiTokenise,
  idPrompts: false,
  controlTokens: known(true),
  logprobs: {
    depth: 5,
    chatDepth: 5,
    chosenIds: false,
    restricts: false,
    prompt: true,
    afterSampling: false,
  },
};
