import { type Answering, notFound } from './startHttp.ts';
import { type Body, lnOf, messagesOf, type ServedToy, texts, top, toyName, vectorOf } from './served.ts';
import { toyTemplate } from './toyModel.ts';

/** Ollama. An old one keeps the first tokens and the last part of what does not fit, and answers 200. */
export function ollamaServer(served: ServedToy): Answering {
  const { model, context } = served;
  const generated = (body: Body, prompt: string) => {
    const options = body['options'] as Readonly<Record<string, unknown>>;
    const all = model.encode(prompt, { bos: true, controls: true });
    const fits = all.length <= context;
    if (!fits && served.old !== true && body['truncate'] === false) return undefined;
    const ids = fits ? all : [...all.slice(0, 5), ...all.slice(-(context / 2 - 5))];
    const { tokens, finish } = model.generate(ids, Number(options['num_predict']));
    const said = model.decode(
      tokens.map(({ id }) => id),
      false,
    );
    const choices = (body['format'] as { enum: string[] } | undefined)?.enum;
    const chosen = choices?.find((each) => each.startsWith(said[0] ?? ''));
    // Ids are dropped; control tokens come as empty strings.
    const named = (id: number, p: number) => ({
      token: model.decode([id], false),
      logprob: lnOf(p),
      bytes: [],
    });
    return {
      text: chosen === undefined ? said : JSON.stringify(chosen),
      rest: {
        model: toyName,
        done: true,
        done_reason: finish,
        prompt_eval_count: ids.length,
        eval_count: tokens.length,
        ...(body['logprobs'] === true && {
          logprobs: tokens.map((token) => ({
            ...named(token.id, token.p),
            top_logprobs: top(token, Number(body['top_logprobs'])).map(({ id, p }) => named(id, p)),
          })),
        }),
      },
    };
  };
  const tooLong = {
    status: 400,
    json: {
      error: 'the prompt is longer than the context length currently available to the model; shorten it',
    },
  };
  return ({ path, body }) => {
    switch (path) {
      case '/api/version':
        return { json: { version: '0.24.0' } };
      case '/api/tags':
        return {
          json: { models: [{ name: `${toyName}:latest`, digest: 'a'.repeat(64), size: 1, details: {} }] },
        };
      case '/api/ps':
        return {
          json: {
            models: [
              { name: `${toyName}:latest`, digest: 'a'.repeat(64), size_vram: 0, context_length: context },
            ],
          },
        };
      case '/api/generate': {
        if (body['raw'] !== true) return { status: 400, json: { error: 'the test wants raw' } };
        const said = generated(body, String(body['prompt']));
        return said === undefined ? tooLong : { json: { ...said.rest, response: said.text } };
      }
      case '/api/chat': {
        const said = generated(body, toyTemplate(messagesOf(body)));
        return said === undefined
          ? tooLong
          : {
              json: {
                ...said.rest,
                message: { role: 'assistant', content: said.text, thinking: 'Let me think.' },
              },
            };
      }
      case '/api/embed':
        return {
          json: { model: toyName, embeddings: texts(body['input']).map((text) => vectorOf(text, true)) },
        };
      default:
        return notFound;
    }
  };
}
