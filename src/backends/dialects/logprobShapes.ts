import { z } from 'zod';
import { backendFault } from '../fault.ts';
import type { Alternative, ReadToken } from './piece.ts';

const logprob = z.number();

/** vLLM's and OpenAI's completions: parallel lists, alternatives keyed by text or by `token_id:<id>`. */
export const completionShape = z.object({
  tokens: z.array(z.string()),
  token_logprobs: z.array(logprob.nullable()),
  top_logprobs: z.array(z.record(z.string(), logprob).nullable()).nullish(),
});

const chatAlternative = z.object({ id: z.int().exactOptional(), token: z.string(), logprob });

/** Chat routes, and llama-server everywhere: one object a position, with ids on llama-server or where vLLM was asked for them. */
export const chatShape = z.array(
  z.object({
    id: z.int().exactOptional(),
    token: z.string(),
    logprob,
    top_logprobs: z.array(chatAlternative).nullish(),
  }),
);

/** SGLang's native triples: log-probability, id, text or null. */
export const triple = z.tuple([logprob, z.int(), z.string().nullable()]);

/** TGI's elements: the text of a token keeps control tokens. */
export const tgiToken = z.object({ id: z.int(), text: z.string(), logprob: logprob.nullish() });

/** Tokens of the completion shape. Two ids with one text would be one entry, so ids are asked for where they can be. */
export function tokensOfCompletion(shape: z.output<typeof completionShape>): readonly ReadToken[] {
  return shape.tokens.map((name, n) =>
    token(
      named(name, shape.token_logprobs[n] ?? undefined),
      Object.entries(shape.top_logprobs?.[n] ?? {}).map(([other, value]) => named(other, value)),
    ),
  );
}

export function tokensOfChat(shape: z.output<typeof chatShape>): readonly ReadToken[] {
  const plain = (each: z.output<typeof chatAlternative>): Alternative => ({
    ...named(each.token, each.logprob),
    ...(each.id !== undefined && { id: each.id }),
  });
  return shape.map((each) => token(plain(each), (each.top_logprobs ?? []).map(plain)));
}

export function tokenOfTriple(value: z.output<typeof triple>): Alternative {
  return { logprob: value[0], id: value[1], text: value[2] ?? '' };
}

/** An alternative that TGI told without a log-probability (the first of a prompt has none) is left out. */
export function alternativesOfTgi(tokens: readonly z.output<typeof tgiToken>[]): readonly Alternative[] {
  return tokens.flatMap(({ id, text, logprob: value }) =>
    typeof value === 'number' ? [{ id, text, logprob: value }] : [],
  );
}

/**
 * One token in the common form.
 * @throws RagstoneError `backend` (malformed) for a probability above 1
 */
export function token(
  chosen: Omit<Alternative, 'logprob'> & { readonly logprob: number | undefined },
  alternatives: readonly Alternative[],
): ReadToken {
  for (const { logprob: value } of [chosen, ...alternatives]) {
    if (value !== undefined && value > 0.01) {
      throw backendFault('malformed', `The server told a log-probability of ${value}, above 0.`);
    }
  }
  const { logprob: value, ...rest } = chosen;
  return { ...rest, ...(value !== undefined && { logprob: value }), alternatives };
}

function named<L extends number | undefined>(
  name: string,
  value: L,
): { id?: number; text: string; logprob: L } {
  const id = /^token_id:(\d+)$/.exec(name)?.[1];
  return id === undefined ? { text: name, logprob: value } : { id: Number(id), text: '', logprob: value };
}
