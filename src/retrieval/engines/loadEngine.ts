import path from 'node:path';

import { ownExport } from '../modules/ownExport.ts';
import type { Engine } from './engine.ts';

/** For messages: what a module of an engine has to export. */
export const engineWanted = 'engine (an object with fingerprint and open: see docs/langchain.md)';

/**
 * The engine that a module of the user's own exports, as its default or its only engine.
 * @param file Relative to the working directory.
 * @throws RagstoneError `usage` when the module cannot be loaded or holds none
 */
export function loadEngine(file: string): Promise<Engine> {
  return ownExport(path.resolve(file), process.cwd(), isEngine, engineWanted);
}

export function isEngine(value: unknown): value is Engine {
  return typeof value === 'object' && value !== null && 'fingerprint' in value && 'open' in value;
}
