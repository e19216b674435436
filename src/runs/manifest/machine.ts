import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Machine } from '../../ports/manifest.ts';

/** This machine, as far as it matters for speed; no names. */
export function machine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.version,
    device: 'unknown',
  };
}
