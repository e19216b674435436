import { relevance, type Served, texts, vectorOf } from './served.ts';
import { type Answering, type HttpAnswer, notFound } from './startHttp.ts';

const most = 32;

/** Text Embeddings Inference with an embedding model that pools the mean, or a reranker. */
export function teiServer({ model, name, context }: Served, reranks = false): Answering {
  return async ({ path, body }) => {
    const inputs = texts(body['inputs'] ?? body['texts'] ?? []);
    if (inputs.length > most) {
      return refused(422, `batch size ${inputs.length} > maximum allowed batch size ${most}`);
    }
    const lengths = inputs.map((text) => model.encode(text, { bos: false, controls: true }).length);
    const longest = Math.max(0, ...lengths);
    if (longest > context && body['truncate'] === false) {
      return refused(422, `\`inputs\` must have less than ${context} tokens. Given: ${longest}`);
    }
    switch (path) {
      case '/info':
        return {
          json: {
            model_id: name,
            model_sha: 'c'.repeat(40),
            model_dtype: 'float32',
            served_model_name: name,
            model_type: reranks
              ? { reranker: { id2label: {}, label2id: {} } }
              : { embedding: { pooling: 'mean' } },
            max_input_length: context,
            max_batch_tokens: 16384,
            max_client_batch_size: most,
            auto_truncate: true,
            version: '1.9.3',
            sha: '0d124dc9773b',
          },
        };
      case '/embed':
        return {
          json: await Promise.all(
            inputs.map((text) => vectorOf(model, text, body['normalize'] !== false, 'mean')),
          ),
        };
      case '/rerank':
        return {
          json: inputs
            .map((text, index) => ({ index, score: relevance(String(body['query']), text) }))
            .reverse(),
        };
      default:
        return notFound;
    }
  };
}

function refused(status: number, error: string): HttpAnswer {
  return { status, json: { error, error_type: 'Validation' } };
}
