import { z } from 'zod';
import type { Json } from '../http/httpClient.ts';
import type { Message } from './ask.ts';
import { readAs } from './readAs.ts';

/** How one route turns text into ids. */
export interface TokeniseDialect {
  readonly path: string;
  /** Whether control tokens in a text can be left unparsed: then nothing has to be neutralised. */
  readonly plainText: boolean;
  body(asked: {
    readonly model: string;
    readonly text: string;
    readonly bos: boolean;
    readonly controls: boolean;
  }): Json;
  read(answer: unknown): readonly number[];
  /** Puts a chat prompt into the model's template: `rendered` where the answer is text, else it is tokens. */
  readonly chat?: {
    readonly path: string;
    body(model: string, messages: readonly Message[]): Json;
    rendered?(answer: unknown): string;
  };
}

const ids = z.object({ tokens: z.array(z.int()) });
const spans = z.array(z.object({ id: z.int() }));
const prompt = z.object({ prompt: z.string() });
const templated = z.object({ tokenize_response: spans });

/** `POST /tokenize` of vLLM and SGLang: control tokens in a text are always parsed. */
export const promptTokenise: TokeniseDialect = {
  path: '/tokenize',
  plainText: false,
  body: ({ model, text, bos }) => ({ model, prompt: text, add_special_tokens: bos }),
  read: (answer) => readAs(ids, answer, 'tokenisation').tokens,
  chat: {
    path: '/tokenize',
    body: (model, messages) => ({ model, messages, add_generation_prompt: true, add_special_tokens: false }),
  },
};

/** llama-server's `POST /tokenize`. */
export const llamaTokenise: TokeniseDialect = {
  path: '/tokenize',
  plainText: true,
  body: ({ text, bos, controls }) => ({ content: text, add_special: bos, parse_special: controls }),
  read: (answer) => readAs(ids, answer, 'tokenisation').tokens,
  chat: {
    path: '/apply-template',
    body: (_model, messages) => ({ messages }),
    rendered: (answer) => readAs(prompt, answer, 'rendered template').prompt,
  },
};

/** TGI's `POST /tokenize` and `/chat_tokenize`; its parameters are those of a generation. */
export const tgiTokenise: TokeniseDialect = {
  path: '/tokenize',
  plainText: false,
  body: ({ text }) => ({ inputs: text }),
  read(answer) {
    const read = readAs(z.union([spans, templated]), answer, 'tokenisation');
    return ('tokenize_response' in read ? read.tokenize_response : read).map((each) => each.id);
  },
  chat: { path: '/chat_tokenize', body: (model, messages) => ({ model, messages }) },
};
