import { chatAnswer } from './chatAnswer.ts';
import {
  type Body,
  chatIds,
  embeddings,
  idsOf,
  lnOf,
  longestInput,
  relevance,
  sampling,
  type Served,
  templated,
  textOf,
  texts,
  top,
  withAdapter,
} from './served.ts';
import type { ServedModel } from './servedModel.ts';
import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';

/** llama-server, started with `--special` unless it hides control tokens. */
export function llamaCppServer(served: Served): Answering {
  const { name, context, adapters, hidesControls = false } = served;
  return async ({ path, body }) => {
    const model = withAdapter(served, adapters[chosenAdapter(body)]);
    switch (path) {
      case '/props':
        return {
          headers: { server: 'llama.cpp' },
          json: {
            build_info: 'b10488-abc',
            model_path: `/models/${name}.gguf`,
            total_slots: 4,
            bos_token: '<s>',
            eos_token: '</s>',
            default_generation_settings: { n_ctx: context },
          },
        };
      case '/v1/models': {
        const meta = { n_vocab: model.vocabulary, n_ctx: context };
        return { json: { models: [{ digest: '' }], data: [{ id: name, owned_by: 'llamacpp', meta }] } };
      }
      case '/lora-adapters':
        return { json: adapters.map((each, id) => ({ id, path: `/loras/${each}.gguf`, scale: 0 })) };
      case '/tokenize': {
        const options = { bos: body['add_special'] === true, controls: body['parse_special'] === true };
        return { json: { tokens: model.encode(String(body['content']), options) } };
      }
      case '/apply-template':
        return { json: { prompt: templated(model, body) } };
      case '/completion':
        return completion(model, served, body);
      case '/v1/chat/completions': {
        const names = {
          reasoning: 'reasoning_content',
          ids: true,
          show: !hidesControls,
          choose: choicesIn(body['grammar']),
        };
        const answer = await chatAnswer(served, model, body, names);
        return answer ?? overflow(context, chatIds(model, body).length);
      }
      case '/v1/embeddings': {
        // Pooling that is not causal must fit one physical batch.
        const longest = longestInput(model, body);
        if (longest > context) {
          const message = `input (${longest} tokens) is too large to process. increase the physical batch size (current batch size: ${context})`;
          return { status: 500, json: { error: { code: 500, message, type: 'server_error' } } };
        }
        return { json: await embeddings(model, body, body['embd_normalize'] !== -1) };
      }
      case '/rerank': {
        const results = texts(body['documents']).map((text, index) => ({
          index,
          relevance_score: relevance(String(body['query']), text),
        }));
        return { json: { model: name, object: 'list', usage: {}, results: results.reverse() } };
      }
      default:
        return notFound;
    }
  };
}

async function completion(
  model: ServedModel,
  { context, hidesControls = false }: Served,
  body: Body,
): Promise<HttpAnswer> {
  const ids = body['prompt'] as readonly number[];
  if (ids.length > context) return overflow(context, ids.length);
  const bias = body['logit_bias'] as readonly (readonly [number, number])[] | undefined;
  const generated = await model.generate(ids, {
    maxTokens: Number(body['n_predict']),
    show: !hidesControls,
    restrictTo: bias?.map(([id]) => id),
    choose: choicesIn(body['grammar']),
    ...sampling(body),
  });
  const { tokens, finish, stopped } = generated;
  const named = (id: number, p: number) => ({
    id,
    token: model.decode([id], !hidesControls),
    bytes: [],
    logprob: lnOf(p),
  });
  const end = {
    content: textOf(generated),
    tokens: idsOf(generated),
    stop: true,
    stop_type: finish === 'length' ? 'limit' : stopped === undefined ? 'eos' : 'word',
    truncated: false,
    tokens_evaluated: ids.length,
    tokens_predicted: tokens.length,
    ...('n_probs' in body && {
      completion_probabilities: tokens.map((token) => ({
        ...named(token.id, token.p),
        top_logprobs: top(token, Number(body['n_probs'])).map(({ id, p }) => named(id, p)),
      })),
    }),
  };
  if (body['stream'] !== true) return { json: end };
  return {
    events: [
      ...generated.pieces.map((content) => ({ content, stop: false, tokens: [] })),
      { ...end, content: '' },
    ],
  };
}

/** The number of the one adapter whose scale is not 0. */
function chosenAdapter(body: Body): number {
  const scales = (body['lora'] ?? []) as readonly { readonly id: number; readonly scale: number }[];
  return scales.find(({ scale }) => scale !== 0)?.id ?? -1;
}

function choicesIn(grammar: unknown): readonly string[] | undefined {
  if (typeof grammar !== 'string') return undefined;
  return grammar
    .slice('root ::= '.length)
    .split(' | ')
    .map((each) => JSON.parse(each) as string);
}

function overflow(context: number, tokens: number): HttpAnswer {
  const message = `request (${tokens} tokens) exceeds the available context size (${context} tokens), try increasing it`;
  const error = {
    code: 400,
    message,
    type: 'exceed_context_size_error',
    n_prompt_tokens: tokens,
    n_ctx: context,
  };
  return { status: 400, json: { error } };
}
