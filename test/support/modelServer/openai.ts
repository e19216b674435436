import { chatAnswer } from './chatAnswer.ts';
import { embeddings, type Served, textOf } from './served.ts';
import type { Generated } from './servedModel.ts';
import { type Answering, notFound } from './startHttp.ts';
import { vllmServer } from './vllm.ts';

/** A server that has what OpenAI's specification has, and nothing else. */
export function openaiServer(served: Served): Answering {
  const { model, name, context } = served;
  const completions = vllmServer({ ...served, old: true });
  const tooLong = {
    status: 400,
    json: {
      error: {
        message: `This model's maximum context length is ${context} tokens.`,
        type: 'invalid_request_error',
        param: null,
        code: 'context_length_exceeded',
      },
    },
  };
  return async (asked, response) => {
    const { path, body } = asked;
    switch (path) {
      case '/v1/models': {
        const card = { id: name, object: 'model', created: 0, owned_by: 'somebody' };
        return { json: { object: 'list', data: [card] } };
      }
      case '/v1/completions':
        return completions(asked, response);
      case '/v1/chat/completions': {
        const choose = choicesIn(body['response_format']);
        const write = (generated: Generated): string =>
          choose === undefined ? textOf(generated) : JSON.stringify({ choice: textOf(generated) });
        return (await chatAnswer(served, model, body, { choose, write })) ?? tooLong;
      }
      case '/v1/embeddings':
        return { json: await embeddings(model, body, true) };
      default:
        return notFound;
    }
  };
}

function choicesIn(format: unknown): readonly string[] | undefined {
  const told = format as
    | {
        readonly json_schema: {
          readonly schema: { readonly properties: { readonly choice: { readonly enum: string[] } } };
        };
      }
    | undefined;
  return told?.json_schema.schema.properties.choice.enum;
}
