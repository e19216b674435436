import type { Finding } from '../../ports/finding.ts';
import type { Examined } from '../../ports/manifest.ts';

/** An examination with its time, and whatever else the work gives. */
export async function examining<T extends { readonly findings: readonly Finding[] }>(
  how: 'short' | 'full' | 'engine',
  work: () => Promise<T>,
): Promise<{ readonly examined: Examined; readonly found: T }> {
  const at = new Date().toISOString();
  const began = performance.now();
  const found = await work();
  const ms = Math.round(performance.now() - began);
  return { examined: { how, at, ms, findings: found.findings }, found };
}
