import { setTimeout as sleep } from 'node:timers/promises';
import type { MethodDefinition } from '../../src/ports/method.ts';

interface Settings {
  readonly k: number;
  /** Milliseconds that an answer takes. */
  readonly ms: number;
  /** Questions whose text holds this fail; empty = none. */
  readonly failsOn: string;
}

/** Answers with the title of the first passage, after a while: a user's own module for tests of runs. */
export const slow: MethodDefinition<Settings, Record<string, never>> = {
  name: 'slow',
  summary: 'answers with the title of the first passage',
  roles: {},
  retrieves: true,
  settings: { parse: (value) => ({ k: 3, ms: 0, failsOn: '', ...(value as Partial<Settings>) }) },
  fidelity: () => 'ours',
  fits: () => ({ fits: 'full' }),
  async answer(asked, tools, { k, ms, failsOn }) {
    const found = await tools.retrieve(asked.text, k);
    if (ms > 0) await sleep(ms);
    if (failsOn !== '' && asked.text.includes(failsOn)) throw new Error(`cannot answer about ${failsOn}`);
    return { text: found[0]?.passage.title ?? '', evidence: found };
  },
};
