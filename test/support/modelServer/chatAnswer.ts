import type { HttpAnswer } from './startHttp.ts';
import { type Body, chatIds, lnOf, sampling, type Served, textOf, top } from './served.ts';
import type { Generated, ServedModel } from './servedModel.ts';

export interface ChatNames {
  /** The member that holds what the model thought aloud. */
  readonly reasoning?: string;
  /** Tokens are told with their ids. */
  readonly ids?: boolean;
  readonly show?: boolean;
  readonly choose?: readonly string[] | undefined;
  /** What the family makes of a text before it is sent. */
  readonly write?: (generated: Generated) => string;
}

/** `POST /v1/chat/completions` as all families answer it; `undefined` when the prompt does not fit. */
export async function chatAnswer(
  { context }: Served,
  model: ServedModel,
  body: Body,
  { reasoning, ids: tellsIds = false, show = false, choose, write = textOf }: ChatNames,
): Promise<HttpAnswer | undefined> {
  const ids = chatIds(model, body);
  const maxTokens = Number(body['max_tokens'] ?? body['max_completion_tokens']);
  if (ids.length + maxTokens > context) return undefined;
  const generated = await model.generate(ids, { maxTokens, show, choose, ...sampling(body) });
  const { tokens, pieces, finish } = generated;
  const k = Number(body['top_logprobs'] ?? 0);
  const named = (id: number, p: number) => ({
    token: body['return_tokens_as_token_ids'] === true ? `token_id:${id}` : model.decode([id], show),
    bytes: [],
    ...(tellsIds && { id }),
    logprob: lnOf(p),
  });
  const content = tokens.map((token) => ({
    ...named(token.id, token.p),
    top_logprobs: top(token, k).map(({ id, p }) => named(id, p)),
  }));
  const usage = { prompt_tokens: ids.length, completion_tokens: tokens.length, total_tokens: 0 };
  if (body['stream'] === true) {
    const delta = (told: object, reason: string | null = null) => ({
      choices: [{ index: 0, delta: told, finish_reason: reason }],
    });
    return {
      events: [
        delta({ role: 'assistant', content: '' }),
        ...pieces.map((piece) => delta({ content: piece })),
        delta({}, finish),
        { choices: [], usage },
        '[DONE]',
      ],
    };
  }
  const message = {
    role: 'assistant',
    content: write(generated),
    ...(reasoning !== undefined && { [reasoning]: 'Let me think.' }),
  };
  const logprobs = body['logprobs'] === true ? { content } : null;
  return { json: { choices: [{ index: 0, message, finish_reason: finish, logprobs }], usage } };
}
