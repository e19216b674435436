import OpenAI from 'openai-sdk';
import { Pool } from 'undici';
import { type Client, inRows, promptOf } from './client.ts';

/** Bare undici, Node's `fetch` and the `openai` client: what a script without a harness would use. */
export function bareClients(address: string, inFlight: number): readonly Client[] {
  const pool = new Pool(address, { connections: inFlight, pipelining: 1 });
  const openai = new OpenAI({ apiKey: 'none', baseURL: `${address}/v1` });
  const path = '/v1/chat/completions';
  const headers = { 'content-type': 'application/json' };
  const question = (round: number, n: number) => ({
    model: 'stub',
    messages: [{ role: 'user' as const, content: promptOf(round, n) }],
    max_tokens: 32,
    temperature: 0,
    top_p: 1,
  });
  const client = (
    name: string,
    call: (asked: ReturnType<typeof question>) => Promise<unknown>,
    close: () => Promise<void>,
  ): Client => ({
    name,
    drive: (round, from, to) => inRows(inFlight, [from, to], (n) => call(question(round, n))),
    [Symbol.asyncDispose]: close,
  });
  return [
    client(
      'undici',
      async (asked) => {
        const body = JSON.stringify(asked);
        const response = await pool.request({ method: 'POST', path, headers, body });
        return response.body.json();
      },
      () => pool.destroy(),
    ),
    client(
      'fetch',
      async (asked) => {
        const body = JSON.stringify(asked);
        const response = await fetch(`${address}${path}`, { method: 'POST', headers, body });
        return response.json();
      },
      async () => undefined,
    ),
    client(
      'openai',
      (asked) => openai.chat.completions.create(asked),
      async () => undefined,
    ),
  ];
}
