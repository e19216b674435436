import { open, readFile } from 'node:fs/promises';

import { z } from 'zod';

import { canonicalJson } from '../../io/canonicalJson.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';

const head = z.strictObject({
  ragstoneVectors: z.literal(1),
  /** sha256 of the corpus. */
  corpus: z.string(),
  encoder: z.record(z.string(), z.string()),
  dimensions: z.int().min(1),
  /** The vector of a fixed text, as the encoder gave it. */
  probe: z.array(z.number()).readonly(),
});

/** What vectors were made of and by what. */
export type JournalHead = z.infer<typeof head>;

const count = z.int().min(0);
const entry = z.strictObject({ vectors: count, zero: count, cut: count, empty: count });

/** How far embedding has come: all of it is on the disk. */
export type JournalEntry = z.infer<typeof entry>;

export const nothingYet: JournalEntry = { vectors: 0, zero: 0, cut: 0, empty: 0 };

export interface ReadJournal {
  readonly head: JournalHead;
  readonly entry: JournalEntry;
}

/** What a journal says, up to its last whole line; `undefined` where there is none, or none that can be read. */
export async function readJournal(file: string): Promise<ReadJournal | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const [first, ...lines] = (text ?? '').split('\n').slice(0, -1).map(parsed);
  const begun = head.safeParse(first);
  if (!begun.success) return undefined;
  const last = lines.map((line) => entry.safeParse(line)).findLast(({ success }) => success);
  return { head: begun.data, entry: last?.data ?? nothingYet };
}

export interface Journal extends AsyncDisposable {
  /** Down to the disk; what it counts must be there already. */
  append(entry: JournalEntry): Promise<void>;
}

/** Begins a journal, or goes on with one that has this head. */
export async function openJournal(file: string, asked: JournalHead): Promise<Journal> {
  const kept = await readJournal(file);
  // Begun again whole, so that nothing is appended to a line that a crash tore.
  const lines = [asked, ...(kept !== undefined && isSameMaking(kept.head, asked) ? [kept.entry] : [])];
  await writeAtomic(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const opened = await open(file, 'a');
  return {
    async append(line) {
      await opened.write(`${JSON.stringify(line)}\n`);
      await opened.datasync();
    },
    [Symbol.asyncDispose]: () => opened.close(),
  };
}

/** Whether two journals are of the same texts and the same encoder by name; its probe is compared apart. */
export function isSameMaking(a: JournalHead, b: JournalHead): boolean {
  const named = ({ corpus, encoder, dimensions }: JournalHead): string =>
    canonicalJson([corpus, encoder, dimensions]);
  return named(a) === named(b);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
