import { existsSync } from 'node:fs';
import { chromium as engine, type Browser } from 'playwright-core';

/** Debian's Chromium; `RAGSTONE_CHROMIUM` names another. */
const executablePath = process.env['RAGSTONE_CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Whether browser tests are to be skipped: there is no Chromium, and this is not CI, where its absence is a failure.
 * CONTRIBUTING names the line that installs it.
 */
export const withoutChromium: boolean = !existsSync(executablePath) && process.env['CI'] === undefined;

/** Starts Chromium. As root its sandbox cannot work. */
export async function startChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return engine.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] });
}
