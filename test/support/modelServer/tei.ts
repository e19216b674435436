import { type Answering, notFound } from './startHttp.ts';
import { relevance, type ServedToy, texts, toyName, vectorOf } from './served.ts';

/** Text Embeddings Inference with an embedding model, or a reranker. */
export function teiServer({ context }: ServedToy, reranks = false): Answering {
  return ({ path, body }) => {
    const inputs = texts(body['inputs'] ?? body['texts'] ?? []);
    const most = 32;
    if (inputs.length > most) {
      return {
        status: 422,
        json: {
          error: `batch size ${inputs.length} > maximum allowed batch size ${most}`,
          error_type: 'Validation',
        },
      };
    }
    const long = inputs.find((text) => text.length > context);
    if (long !== undefined && body['truncate'] === false) {
      return {
        status: 413,
        json: {
          error: `\`inputs\` must have less than ${context} tokens. Given: ${long.length}`,
          error_type: 'Validation',
        },
      };
    }
    switch (path) {
      case '/info':
        return {
          json: {
            model_id: toyName,
            model_sha: 'c'.repeat(40),
            model_dtype: 'float32',
            served_model_name: toyName,
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
        return { json: inputs.map((text) => vectorOf(text, body['normalize'] !== false)) };
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
