import { chatAnswer } from './chatAnswer.ts';
import { probabilityOf } from './decodeTokens.ts';
import {
  type Body,
  chatIds,
  choicesOf,
  lnOf,
  sampling,
  type Served,
  templated,
  textOf,
  top,
  withAdapter,
} from './served.ts';
import type { Generated, ServedModel } from './servedModel.ts';
import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';

/** Text Generation Inference. */
export function tgiServer(served: Served): Answering {
  const { model, name, context } = served;
  const listed = (ids: readonly number[]) =>
    ids.map((id) => ({ id, text: model.decode([id], true), start: 0, stop: 1 }));
  return async ({ path, body }) => {
    switch (path) {
      case '/info':
        return {
          json: {
            router: 'text-generation-router',
            version: '3.3.6',
            sha: 'db931fcf42da',
            model_id: name,
            model_sha: 'b'.repeat(40),
            max_input_tokens: context - 1,
            max_total_tokens: context,
          },
        };
      case '/tokenize':
        return { json: listed(model.encode(String(body['inputs']), { bos: true, controls: true })) };
      case '/chat_tokenize':
        return {
          json: { tokenize_response: listed(chatIds(model, body)), templated_text: templated(model, body) },
        };
      case '/generate':
      case '/generate_stream':
        return generation(served, body, path === '/generate_stream');
      case '/v1/chat/completions': {
        const format = body['response_format'] as { readonly value: string } | undefined;
        const names = { choose: choicesOf(format?.value), write: written };
        const adapted = withAdapter(served, body['model']);
        return (await chatAnswer(served, adapted, body, names)) ?? tooLong(context, context + 1);
      }
      default:
        return notFound;
    }
  };
}

async function generation(served: Served, body: Body, streams: boolean): Promise<HttpAnswer> {
  const { context } = served;
  const params = body['parameters'] as Body;
  const model = withAdapter(served, params['adapter_id']);
  const ids = model.encode(String(body['inputs']), { bos: true, controls: true });
  if (ids.length > context) return tooLong(context, ids.length);
  const k = Number(params['top_n_tokens'] ?? 0);
  if (k > 5) return invalid('`top_n_tokens` must be >= 0 and <= 5');
  if (streams && params['decoder_input_details'] === true) {
    return invalid('`decoder_input_details` == true is not supported when streaming tokens');
  }
  const generated = await model.generate(ids, {
    maxTokens: Number(params['max_new_tokens']),
    choose: choicesOf((params['grammar'] as { readonly value: string } | undefined)?.value),
    ...(params['do_sample'] === true
      ? sampling({ temperature: 1, ...params })
      : sampling({ stop: params['stop'] ?? [] })),
  });
  const { tokens, finish, stopped } = generated;
  const element = (id: number, p: number) => ({
    id,
    text: model.decode([id], true),
    logprob: lnOf(p),
    special: model.isControl(id),
  });
  // A text that ended by itself has the token that ends a sequence; a choice that was made in full has none.
  const reason = finish === 'length' ? 'length' : stopped === undefined ? 'eos_token' : 'stop_sequence';
  const all = [
    ...tokens.map(({ id, p }) => element(id, p)),
    ...(reason === 'eos_token' ? [element(model.end, 0.9)] : []),
  ];
  const details = { finish_reason: reason, generated_tokens: tokens.length, seed: null };
  if (streams) {
    return {
      spaced: false,
      events: all.map((token, n) => ({
        index: n + 1,
        token: { ...token, text: token.special ? token.text : streamedPiece(generated, n) },
        generated_text: n === all.length - 1 ? written(generated) : null,
        details: n === all.length - 1 ? { ...details, input_length: ids.length } : null,
      })),
    };
  }
  return {
    headers: { 'x-prompt-tokens': String(ids.length), 'x-generated-tokens': String(tokens.length) },
    json: {
      generated_text: written(generated),
      details: {
        ...details,
        prefill: params['decoder_input_details'] === true ? await prefill(model, ids) : [],
        tokens: all,
        ...(k > 0 && {
          top_tokens: tokens.map((token) => top(token, k).map(({ id, p }) => element(id, p))),
        }),
      },
    },
  };
}

async function prefill(model: ServedModel, ids: readonly number[]): Promise<readonly object[]> {
  const last = ids.at(-1) ?? 0;
  const p = await probabilityOf(model, ids.slice(0, -1), last);
  return [
    { id: ids[0], text: '<s>', logprob: null },
    { id: last, text: model.decode([last], true), logprob: lnOf(p) },
  ];
}

/** It leaves the stop string in the text. */
function written(generated: Generated): string {
  return `${textOf(generated)}${generated.stopped ?? ''}`;
}

function streamedPiece({ tokens, pieces, stopped = '' }: Generated, n: number): string {
  return `${pieces[n] ?? ''}${n === tokens.length - 1 ? stopped : ''}`;
}

function tooLong(context: number, given: number): HttpAnswer {
  return invalid(`\`inputs\` must have less than ${context} tokens. Given: ${given}`);
}

function invalid(error: string): HttpAnswer {
  return { status: 422, json: { error, error_type: 'validation' } };
}
