import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes the module of an engine that holds its passages while the process lasts and finds those that were added last
 * first.
 */
export async function engineModule(folder: string, name = 'engine.mjs'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(
    file,
    `const held = new Map();
let note;
export const engine = {
  fingerprint: { engine: 'module' },
  open: async () => ({
    readNote: async () => note,
    writeNote: async (text) => { note = text; },
    held: async (ids) => ids.filter((id) => held.has(id)),
    add: async (passages) => { for (const passage of passages) held.set(passage.id, passage); },
    count: async () => held.size,
    search: async (_query, k) =>
      [...held.values()].reverse().slice(0, k).map((passage, rank) => ({ passage, score: -rank })),
    [Symbol.asyncDispose]: async () => {},
  }),
};
`,
  );
  return file;
}
