import { openaiEmbeddings } from '../dialects/embeddings.ts';
import { openaiChat } from '../dialects/openaiChat.ts';
import { openaiCompletions } from '../dialects/openaiCompletions.ts';
import type { Family } from '../family.ts';
import { unknown } from '../known.ts';
import { modelCards } from '../modelCards.ts';
import { refuseAdapter } from '../refuseAdapter.ts';

/** OpenAI, and every server that says it is compatible: only what the specification has. */
export const openai: Family = {
  name: 'openai',
  recognise: {
    path: '/v1/models',
    matches: (answer) => typeof answer === 'object' && answer !== null && 'data' in answer,
  },
  async describe(get, { model, adapter }) {
    refuseAdapter('An OpenAI-compatible server', adapter);
    const cards = modelCards(await get('/v1/models'));
    return {
      version: 'unknown',
      models: cards.length === 0 ? undefined : cards.map(({ id }) => id),
      digest: unknown,
      contextTokens: unknown,
      address: { model, text: {}, chat: {} },
      batch: 2048,
    };
  },
  text: openaiCompletions({ always: {} }),
  chat: openaiChat({
    always: {},
    limit: (host) => (host === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens'),
    choose: (choices) => ({
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'choice',
          strict: true,
          schema: {
            type: 'object',
            properties: { choice: { type: 'string', enum: choices } },
            required: ['choice'],
            additionalProperties: false,
          },
        },
      },
    }),
  }),
  embed: openaiEmbeddings({ base64: false }),
  idPrompts: true,
  controlTokens: unknown,
  logprobs: {
    depth: 5,
    chatDepth: 20,
    chosenIds: false,
    restricts: false,
    prompt: false,
    afterSampling: false,
  },
};
