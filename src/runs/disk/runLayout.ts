import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { RagstoneError } from '../../errors.ts';

/** File names inside a run's folder, in one place. */
export const runLayout = {
  manifest: (folder: string) => path.join(folder, 'run.json'),
  records: (folder: string, cell: string, writer: string) => path.join(folder, `${cell}.${writer}.jsonl`),
  texts: (folder: string, writer: string) => path.join(folder, `texts.${writer}.jsonl`),
  scores: (folder: string, writer: string) => path.join(folder, `scores.${writer}.jsonl`),
  limits: (folder: string, writer: string) => path.join(folder, `limits.${writer}.jsonl`),
  calls: (folder: string) => path.join(folder, 'calls.sqlite'),
  lock: (folder: string, writer: string) => path.join(folder, `${writer}.lock`),
  summary: (folder: string) => path.join(folder, 'summary.json'),
} as const;

/** What follows the stem in a file's name: the writer is `main`, or a shard such as `s2of3`. */
const writerSuffix = /^(?:main|s\d+of\d+)\.jsonl$/;

/** The files of one kind, whoever wrote them, in the order of their names. @throws RagstoneError `bad-file` */
export async function filesOfRun(folder: string, stem: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.startsWith(`${stem}.`) && writerSuffix.test(name.slice(stem.length + 1)))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (error) {
    throw new RagstoneError('bad-file', `${folder} is not a run's folder.`, { cause: error, input: folder });
  }
}
