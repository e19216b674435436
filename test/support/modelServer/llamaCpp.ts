import { type Answering, notFound } from './startHttp.ts';
import { lnOf, messagesOf, relevance, type ServedToy, texts, toyName, top, vectorOf } from './served.ts';
import { toyTemplate } from './toyModel.ts';
import { chatAnswer } from './vllm.ts';

/** llama-server, started with `--special`. */
export function llamaCppServer(served: ServedToy): Answering {
  const { model, context, adapters } = served;
  const vocabulary = 30;
  const overflow = (tokens: number) => ({
    status: 400,
    json: {
      error: {
        code: 400,
        message: `request (${tokens} tokens) exceeds the available context size (${context} tokens), try increasing it`,
        type: 'exceed_context_size_error',
        n_prompt_tokens: tokens,
        n_ctx: context,
      },
    },
  });
  return ({ path, body }) => {
    switch (path) {
      case '/props':
        return {
          headers: { server: 'llama.cpp' },
          json: {
            build_info: 'b10488-abc',
            model_path: '/models/toy.gguf',
            total_slots: 4,
            bos_token: '<s>',
            eos_token: '</s>',
            default_generation_settings: { n_ctx: context },
          },
        };
      case '/v1/models':
        return {
          json: {
            models: [{ digest: '' }],
            data: [{ id: toyName, owned_by: 'llamacpp', meta: { n_vocab: vocabulary, n_ctx: context } }],
          },
        };
      case '/lora-adapters':
        return { json: adapters.map((name, id) => ({ id, path: `/loras/${name}.gguf`, scale: 0 })) };
      case '/tokenize':
        return {
          json: {
            tokens: model.encode(String(body['content']), {
              bos: body['add_special'] === true,
              controls: body['parse_special'] === true,
            }),
          },
        };
      case '/apply-template':
        return { json: { prompt: toyTemplate(messagesOf(body)) } };
      case '/completion': {
        const ids = body['prompt'] as readonly number[];
        if (ids.length > context) return overflow(ids.length);
        const bias = body['logit_bias'] as readonly (readonly [number, number])[] | undefined;
        const { tokens, finish } = model.generate(
          ids,
          Number(body['n_predict']),
          bias?.map(([id]) => id),
        );
        const said = model.decode(
          tokens.map(({ id }) => id),
          true,
        );
        const grammar = body['grammar'] as string | undefined;
        const choices = grammar
          ?.slice('root ::= '.length)
          .split(' | ')
          .map((each) => JSON.parse(each) as string);
        const named = (id: number, p: number) => ({
          id,
          token: model.decode([id], true),
          bytes: [],
          logprob: lnOf(p),
        });
        const end = {
          content: choices?.find((each) => each.startsWith(said[0] ?? '')) ?? said,
          tokens: tokens.map(({ id }) => id),
          stop: true,
          stop_type: finish === 'stop' ? 'eos' : 'limit',
          truncated: false,
          tokens_evaluated: ids.length,
          tokens_predicted: tokens.length,
          ...('n_probs' in body && {
            completion_probabilities: tokens.map((token) => ({
              ...named(token.id, token.p),
              top_logprobs: top(token, Math.min(vocabulary, Number(body['n_probs']))).map(({ id, p }) =>
                named(id, p),
              ),
            })),
          }),
        };
        if (body['stream'] !== true) return { json: end };
        return {
          events: [
            ...said.split('').map((content) => ({ content, stop: false, tokens: [] })),
            { ...end, content: '' },
          ],
        };
      }
      case '/v1/chat/completions':
        return (
          chatAnswer(served, body, { reasoning: 'reasoning_content', ids: true }) ??
          overflow(count(served, body))
        );
      case '/v1/embeddings':
        return {
          json: {
            data: texts(body['input']).map((text, index) => ({
              index,
              embedding: Buffer.from(
                Float32Array.from(vectorOf(text, body['embd_normalize'] !== -1)).buffer,
              ).toString('base64'),
            })),
          },
        };
      case '/rerank': {
        const results = texts(body['documents']).map((text, index) => ({
          index,
          relevance_score: relevance(String(body['query']), text),
        }));
        return { json: { model: toyName, object: 'list', usage: {}, results: results.reverse() } };
      }
      default:
        return notFound;
    }
  };
}

function count({ model }: ServedToy, body: Readonly<Record<string, unknown>>): number {
  return model.encode(toyTemplate(messagesOf(body)), { bos: true, controls: true }).length;
}
