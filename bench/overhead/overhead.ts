import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { openHttpServer } from '../../src/backends/openHttpServer.ts';
import { openAnswerStore } from '../../src/backends/store/answerStore.ts';
import { openLimiter } from '../../src/backends/wrappers/limiter.ts';
import { withCallLog } from '../../src/backends/wrappers/withCallLog.ts';
import { withLimiter } from '../../src/backends/wrappers/withLimiter.ts';
import { withRetry } from '../../src/backends/wrappers/withRetry.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

// What a call through the harness costs beside the server: wall time ÷ (calls ÷ in flight × latency), against bare
// undici and fetch in the same run, each repeated in turn.
// `npx node bench/overhead/overhead.ts [in flight] [latency ms] [calls per slot] [repeats]`.
const [inFlight = 64, latency = 200, perSlot = 20, repeats = 3] = process.argv.slice(2).map(Number);
const calls = inFlight * perSlot;
const passage = 'A passage of some length, about nothing in particular. '.repeat(75);
const never = new AbortController().signal;

type Call = (n: number) => Promise<unknown>;

interface Measured {
  readonly ratio: number;
  readonly cpuMicroseconds: number;
  readonly lagP99: number;
}

async function measure(call: Call): Promise<Measured> {
  const drive = async (from: number, to: number): Promise<void> => {
    let next = from;
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (next < to) await call(next++);
      }),
    );
  };
  // Other prompts than those that are measured.
  await drive(-2 * inFlight, 0);
  const lag = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  lag.enable();
  const began = performance.now();
  await drive(0, calls);
  const wall = performance.now() - began;
  lag.disable();
  const { user, system } = process.cpuUsage(cpu);
  return {
    ratio: wall / (perSlot * latency),
    cpuMicroseconds: (user + system) / calls,
    lagP99: lag.percentile(99) / 1e6,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const child = fork(fileURLToPath(new URL('./fixedLatencyServer.ts', import.meta.url)), [String(latency)]);
const [port] = (await once(child, 'message')) as [number];
const address = `http://127.0.0.1:${port}`;
const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-bench-'));
const messages = (n: number) => [{ role: 'user', content: `${passage}${n}` }];
const body = (n: number): string =>
  JSON.stringify({ model: 'stub', messages: messages(n), max_tokens: 32, temperature: 0, top_p: 1 });
const headers = { 'content-type': 'application/json' };

const pool = new Pool(address, { connections: inFlight, pipelining: 1 });
const server = await openHttpServer({ address, kind: 'openai' }, never, {
  concurrency: inFlight,
  environment: {},
});
const plain = await server.open('stub');
const log = openAnswerStore(path.join(folder, 'calls.sqlite'));
const limiter = openLimiter(inFlight);
const limited = withLimiter(withRetry(plain, { random: keyedRandom(1) }), limiter);
let round = 0;
const contenders: Readonly<Record<string, Call>> = {
  undici: async (n) => {
    const response = await pool.request({
      method: 'POST',
      path: '/v1/chat/completions',
      headers,
      body: body(n),
    });
    return response.body.json();
  },
  fetch: async (n) => {
    const response = await fetch(`${address}/v1/chat/completions`, {
      method: 'POST',
      headers,
      body: body(n),
    });
    return response.json();
  },
  ragstone: (n) =>
    withCallLog(limited, log, { scope: `${round}/${n}`, repeat: 0 }).generate(
      {
        prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text: `${passage}${n}` }] }] },
        maxTokens: 32,
      },
      never,
    ),
};

const measured: Record<string, Measured[]> = {};
try {
  // The first round warms connections and compiled code, and does not count.
  for (; round <= repeats; round++) {
    for (const [name, call] of Object.entries(contenders)) {
      const its = await measure(call);
      if (round > 0) (measured[name] ??= []).push(its);
    }
  }
} finally {
  await server[Symbol.asyncDispose]();
  await pool.destroy();
  log[Symbol.dispose]();
  child.disconnect();
  await rm(folder, { recursive: true });
}

console.log(`${inFlight} in flight, ${latency} ms, ${calls} calls, 4 kB prompts; medians of ${repeats}`);
console.log(`${'client'.padEnd(10)} wall ÷ ideal   CPU µs/call   loop lag p99 ms`);
for (const [name, all] of Object.entries(measured)) {
  const of = (pick: (each: Measured) => number): number => median(all.map(pick));
  const columns = [
    of((m) => m.ratio).toFixed(3),
    of((m) => m.cpuMicroseconds).toFixed(0),
    of((m) => m.lagP99).toFixed(1),
  ];
  console.log(
    `${name.padEnd(10)} ${columns.map((column, n) => column.padStart(n === 0 ? 12 : 13)).join('')}`,
  );
}
