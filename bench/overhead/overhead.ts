import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { bareClients } from './bareClients.ts';
import type { Client } from './client.ts';
import { harness } from './harness.ts';

// What a call through the harness costs beside the server: wall time ÷ (calls ÷ in flight × latency), beside bare
// undici, fetch and the `openai` client in the same process, which take turns.
// `npx node bench/overhead/overhead.ts [in flight] [latency ms] [calls per slot] [repeats]`.
const [inFlight = 64, latency = 200, perSlot = 20, repeats = 3] = process.argv.slice(2).map(Number);
const calls = inFlight * perSlot;

interface Measured {
  readonly ratio: number;
  readonly cpuMicroseconds: number;
  readonly lagP99: number;
}

async function measure(client: Client, round: number): Promise<Measured> {
  // Other prompts than those that are measured.
  await client.drive(round, -2 * inFlight, 0);
  const lag = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  lag.enable();
  const began = performance.now();
  await client.drive(round, 0, calls);
  const wall = performance.now() - began;
  lag.disable();
  const { user, system } = process.cpuUsage(cpu);
  return {
    ratio: wall / (perSlot * latency),
    cpuMicroseconds: (user + system) / calls,
    lagP99: lag.percentile(99) / 1e6,
  };
}

/** The least and the median. */
function leastAndMedian(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[0], sorted[sorted.length >> 1]]
    .map((value) => (value ?? Number.NaN).toFixed(digits))
    .join('  ');
}

const child = fork(fileURLToPath(new URL('./fixedLatencyServer.ts', import.meta.url)), [String(latency)]);
const [port] = (await once(child, 'message')) as [number];
const address = `http://127.0.0.1:${port}`;
const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-bench-'));
const clients = [...bareClients(address, inFlight), ...(await harness(address, inFlight, folder))];
const measured = clients.map((client) => ({ client, its: new Array<Measured>() }));
try {
  // The first round warms connections and compiled code, and does not count.
  for (let round = 0; round <= repeats; round++) {
    for (const { client, its } of measured) {
      const one = await measure(client, round);
      if (round > 0) its.push(one);
    }
  }
} finally {
  for (const client of clients) await client[Symbol.asyncDispose]();
  child.disconnect();
  await rm(folder, { recursive: true });
}

const bare = measured[0]?.its ?? [];
const load = loadavg().map((value) => value.toFixed(1));
console.log(
  `${inFlight} in flight, ${latency} ms, ${calls} calls, 4 kB prompts, ${repeats} rounds; load average ${load.join(', ')}`,
);
console.log('least and median of the rounds; ÷ undici of the same round\n');
console.log(
  `${''.padEnd(16)}${['wall ÷ ideal', '÷ undici', 'CPU µs a call', 'loop lag p99 ms'].map((name) => name.padStart(17)).join('')}`,
);
for (const { client, its } of measured) {
  const columns = [
    leastAndMedian(
      its.map(({ ratio }) => ratio),
      3,
    ),
    leastAndMedian(
      its.map(({ ratio }, n) => ratio / (bare[n]?.ratio ?? Number.NaN)),
      3,
    ),
    leastAndMedian(
      its.map(({ cpuMicroseconds }) => cpuMicroseconds),
      0,
    ),
    leastAndMedian(
      its.map(({ lagP99 }) => lagP99),
      1,
    ),
  ];
  console.log(`${client.name.padEnd(16)}${columns.map((column) => column.padStart(17)).join('')}`);
}
