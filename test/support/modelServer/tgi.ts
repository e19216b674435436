import { type Answering, notFound } from './startHttp.ts';
import { lnOf, messagesOf, type ServedToy, top, toyName } from './served.ts';
import { toyTemplate } from './toyModel.ts';
import { chatAnswer } from './vllm.ts';

/** Text Generation Inference. */
export function tgiServer(served: ServedToy): Answering {
  const { model, context } = served;
  const listed = (ids: readonly number[]) =>
    ids.map((id) => ({ id, text: model.decode([id], true), start: 0, stop: 1 }));
  const tooLong = (given: number) => ({
    status: 422,
    json: {
      error: `\`inputs\` must have less than ${context} tokens. Given: ${given}`,
      error_type: 'validation',
    },
  });
  return ({ path, body }) => {
    switch (path) {
      case '/info':
        return {
          json: {
            router: 'text-generation-router',
            version: '3.3.6',
            sha: 'db931fcf42da',
            model_id: toyName,
            model_sha: 'b'.repeat(40),
            max_input_tokens: context - 1,
            max_total_tokens: context,
          },
        };
      case '/tokenize':
        return { json: listed(model.encode(String(body['inputs']), { bos: true, controls: true })) };
      case '/chat_tokenize': {
        const templated_text = toyTemplate(messagesOf(body));
        return {
          json: {
            tokenize_response: listed(model.encode(templated_text, { bos: true, controls: true })),
            templated_text,
          },
        };
      }
      case '/generate': {
        const params = body['parameters'] as Readonly<Record<string, unknown>>;
        const ids = model.encode(String(body['inputs']), { bos: true, controls: true });
        if (ids.length > context) return tooLong(ids.length);
        const k = Number(params['top_n_tokens'] ?? 0);
        if (k > 5)
          return {
            status: 422,
            json: { error: '`top_n_tokens` must be >= 0 and <= 5', error_type: 'validation' },
          };
        const { tokens, finish } = model.generate(ids, Number(params['max_new_tokens']));
        const element = (id: number, p: number) => ({
          id,
          text: model.decode([id], true),
          logprob: lnOf(p),
          special: model.isControl(id),
        });
        const last = ids.at(-1) ?? 0;
        const before = model.distribution(ids.slice(0, -1)).find(({ id }) => id === last)?.p ?? 1e-9;
        const said = model.decode(
          tokens.map(({ id }) => id),
          false,
        );
        const regex = (params['grammar'] as { value: string } | undefined)?.value;
        return {
          headers: { 'x-prompt-tokens': String(ids.length), 'x-generated-tokens': String(tokens.length) },
          json: {
            generated_text: regex?.split('|').find((each) => each.startsWith(said[0] ?? '')) ?? said,
            details: {
              finish_reason: finish === 'stop' ? 'eos_token' : 'length',
              generated_tokens: tokens.length,
              seed: null,
              prefill:
                params['decoder_input_details'] === true
                  ? [
                      { id: 0, text: '<s>', logprob: null },
                      { id: last, text: model.decode([last], true), logprob: lnOf(before) },
                    ]
                  : [],
              tokens: [
                ...tokens.map(({ id, p }) => element(id, p)),
                ...(finish === 'stop' ? [element(1, 0.9)] : []),
              ],
              ...(k > 0 && {
                top_tokens: tokens.map((token) => top(token, k).map(({ id, p }) => element(id, p))),
              }),
            },
          },
        };
      }
      case '/v1/chat/completions':
        return chatAnswer(served, body, {}) ?? tooLong(context + 1);
      default:
        return notFound;
    }
  };
}
