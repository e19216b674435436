import type { Part } from '../../ports/prompt.ts';
import type { Message } from '../dialects/ask.ts';
import type { TokeniseDialect } from '../dialects/tokenise.ts';
import { faultOf } from '../fault.ts';
import type { HttpClient } from '../http/httpClient.ts';
import { recall } from './recall.ts';

/** A model's own tokenizer, asked over HTTP. What was asked lately is remembered. */
export interface Tokenizer {
  /** A text prompt with the sequence's first token, if the model has one, exactly once. Texts are already safe. */
  encode(parts: readonly Part[], signal: AbortSignal): Promise<readonly number[]>;
  /** Tokens of a text by itself. */
  count(text: string, signal: AbortSignal): Promise<number>;
  /** Tokens of a conversation in the model's template; `undefined` where the server does not tell. */
  countChat(messages: readonly Message[], signal: AbortSignal): Promise<number | undefined>;
  /** The id of a text that is one token. */
  idOf(token: string, signal: AbortSignal): Promise<number | undefined>;
  /** Whether text that reads so would become one control token. */
  isControl(candidate: string, signal: AbortSignal): Promise<boolean>;
  /** Text in a text prompt is never parsed for control tokens. */
  readonly plainText: boolean;
}

/** The server's tokenizer; `undefined` where its route is not there (a gateway may pass on `/v1` only). */
export async function openTokenizer(
  client: HttpClient,
  dialect: TokeniseDialect,
  model: string,
  signal: AbortSignal,
): Promise<Tokenizer | undefined> {
  const ask = async (text: string, bos: boolean, controls: boolean, its: AbortSignal) => {
    const { json } = await client.post(dialect.path, dialect.body({ model, text, bos, controls }), its);
    return dialect.read(json);
  };
  let first: number | undefined;
  let always: number | undefined;
  try {
    // One after the other: the first says whether there is such a route.
    const a = await ask('a', false, true, signal);
    const b = await ask('b', false, true, signal);
    const withBos = await ask('a', true, true, signal);
    // Some routes put the sequence's first token before everything, told to or not.
    if (a.length > 1 && a[0] === b[0]) always = a[0];
    first = always ?? (withBos.length > a.length ? withBos[0] : undefined);
  } catch (error) {
    if (faultOf(error)?.fault === 'refused') return undefined;
    throw error;
  }
  const bare = (ids: readonly number[]): readonly number[] =>
    always !== undefined && ids[0] === always ? ids.slice(1) : ids;

  // Templates and methods may spell out the first token that is put before everything anyway.
  const once = (ids: readonly number[]): readonly number[] =>
    first !== undefined && ids[0] === first && ids[1] === first ? ids.slice(1) : ids;

  const encodings = recall<readonly number[]>(256);
  const counts = recall<number>(4096);
  const singles = recall<number | undefined>(4096);
  const idOf = (token: string, its: AbortSignal): Promise<number | undefined> =>
    singles(token, async () => {
      const ids = bare(await ask(token, false, true, its));
      return ids.length === 1 ? ids[0] : undefined;
    });
  return {
    plainText: dialect.plainText,
    encode: (parts, its) =>
      encodings(JSON.stringify(parts), async () => {
        const pieces = dialect.plainText ? runs(parts) : [{ text: literal(parts), controls: true }];
        const ids = await Promise.all(
          pieces.map(({ text, controls }, n) => ask(text, n === 0, controls, its)),
        );
        return once(ids.flat());
      }),
    count: (text, its) =>
      counts(text, async () => bare(await ask(text, false, !dialect.plainText, its)).length),
    async countChat(messages, its) {
      const { chat } = dialect;
      if (chat === undefined) return undefined;
      return counts(JSON.stringify(messages), async () => {
        const { json } = await client.post(chat.path, chat.body(model, messages), its);
        if (chat.rendered === undefined) return dialect.read(json).length;
        return once(await ask(chat.rendered(json), true, true, its)).length;
      });
    },
    idOf,
    async isControl(candidate, its) {
      if ((await idOf(candidate, its)) === undefined) return false;
      return !dialect.plainText || (await ask(candidate, false, false, its)).length > 1;
    },
  };
}

/** Neighbouring parts of one sort as one: a tokenizer must see a text whole. */
export function runs(
  parts: readonly Part[],
): readonly { readonly text: string; readonly controls: boolean }[] {
  const joined: { text: string; controls: boolean }[] = [];
  for (const part of parts) {
    const controls = 'control' in part;
    const text = controls ? part.control : part.text;
    const last = joined.at(-1);
    if (last !== undefined && last.controls === controls) last.text += text;
    else joined.push({ text, controls });
  }
  return joined.length === 0 ? [{ text: '', controls: false }] : joined;
}

/** Parts as one text, control tokens spelt out. */
export function literal(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : part.control)).join('');
}
