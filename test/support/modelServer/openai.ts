import { type Answering, notFound } from './startHttp.ts';
import { type ServedToy, texts, toyName, vectorOf } from './served.ts';
import { chatAnswer, vllmServer } from './vllm.ts';

/** A server that has what OpenAI's specification has, and nothing else. */
export function openaiServer(served: ServedToy): Answering {
  const completions = vllmServer({ ...served, old: true });
  const tooLong = {
    status: 400,
    json: {
      error: {
        message: `This model's maximum context length is ${served.context} tokens.`,
        type: 'invalid_request_error',
        param: null,
        code: 'context_length_exceeded',
      },
    },
  };
  return (asked, response) => {
    const { path, body } = asked;
    switch (path) {
      case '/v1/models':
        return {
          json: {
            object: 'list',
            data: [{ id: toyName, object: 'model', created: 0, owned_by: 'somebody' }],
          },
        };
      case '/v1/completions':
        return completions(asked, response);
      case '/v1/chat/completions': {
        const answer = chatAnswer(served, body, {}) ?? tooLong;
        const schema = body['response_format'] as
          | { json_schema: { schema: { properties: { choice: { enum: string[] } } } } }
          | undefined;
        if (schema === undefined || answer.json === undefined) return answer;
        const { choices, usage } = answer.json as {
          choices: { message: { content: string } }[];
          usage: object;
        };
        const [first] = choices;
        const said = first?.message.content ?? '';
        const choice = schema.json_schema.schema.properties.choice.enum.find((each) =>
          each.startsWith(said[0] ?? ''),
        );
        return { json: { choices: [{ ...first, message: { content: JSON.stringify({ choice }) } }], usage } };
      }
      case '/v1/embeddings':
        return {
          json: {
            data: texts(body['input']).map((text, index) => ({ index, embedding: vectorOf(text, true) })),
          },
        };
      default:
        return notFound;
    }
  };
}
