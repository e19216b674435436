import { z } from 'zod';
import { ollamaEmbed } from '../dialects/embeddings.ts';
import { ollamaChat, ollamaGenerate } from '../dialects/ollamaGenerate.ts';
import type { Family } from '../family.ts';
import { known } from '../known.ts';

const version = z.object({ version: z.string() });
const model = z.object({ name: z.string(), digest: z.string(), context_length: z.int().nullish() });
const models = z.object({ models: z.array(model) });

/** Ollama, by its native routes. An adapter is a model of its own there. */
export const ollama: Family = {
  name: 'ollama',
  recognise: { path: '/api/version', matches: (answer) => version.safeParse(answer).success },
  async describe(get, { model: base, adapter }) {
    const wanted = adapter ?? base;
    const isWanted = ({ name }: { readonly name: string }): boolean =>
      name === wanted || name === `${wanted}:latest`;
    const told = version.safeParse(await get('/api/version')).data;
    const stored = models.safeParse(await get('/api/tags')).data?.models ?? [];
    const loaded = models.safeParse(await get('/api/ps')).data?.models ?? [];
    const found = stored.find(isWanted);
    return {
      version: told?.version ?? 'unknown',
      models:
        stored.length === 0 ? undefined : stored.flatMap(({ name }) => [name, name.replace(/:latest$/, '')]),
      digest: known(found?.digest),
      // Known only while the model is loaded.
      contextTokens: known(loaded.find(isWanted)?.context_length),
      address: { model: wanted, text: {}, chat: {} },
    };
  },
  text: ollamaGenerate,
  chat: ollamaChat,
  embed: ollamaEmbed,
  idPrompts: false,
  controlTokens: known(false),
  logprobs: {
    depth: 20,
    chatDepth: 20,
    chosenIds: false,
    restricts: false,
    prompt: false,
    afterSampling: false,
  },
};
