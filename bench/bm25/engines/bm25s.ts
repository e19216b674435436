import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { Asked, Comparison, Engine } from './engine.ts';

/** Python's bm25s with numba, in a process of its own that times itself. @param python Of an environment with both. */
export async function bm25s({ corpus, passages, folder }: Comparison, python: string): Promise<Engine> {
  const script = fileURLToPath(new URL('bm25sServer.py', import.meta.url));
  const child = spawn(python, [script, corpus, path.join(folder, 'bm25s')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('bm25s ended; what it said stands above.');
    return JSON.parse(value) as unknown;
  };
  const { build } = (await answer()) as { readonly build: number | null };
  return {
    name: 'bm25s (numba)',
    passages,
    buildSeconds: build ?? undefined,
    async ask(query) {
      child.stdin.write(`${query}\n`);
      return (await answer()) as Asked;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
