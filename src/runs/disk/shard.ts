import { RagstoneError } from '../../errors.ts';
import { sha256 } from '../../io/sha256.ts';

/** Part `index` (from 1) of `of` parts of the questions, told apart by a hash of the question's id. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const wholeRun: Shard = { index: 1, of: 1 };

/** @throws RagstoneError `usage` unless `text` is `i/n` with 1 ≤ i ≤ n */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || index < 1 || index > of) {
    throw new RagstoneError('usage', `--shard ${text}: give it as i/n, for example 1/4 to 4/4.`, {
      input: text,
    });
  }
  return { index, of };
}

export function writerOf(shard: Shard): string {
  return shard.of === 1 ? 'main' : `s${shard.index}of${shard.of}`;
}

export function parseWriter(name: string): Shard | undefined {
  if (name === 'main') return wholeRun;
  const match = /^s(\d+)of(\d+)$/.exec(name);
  return match === null ? undefined : { index: Number(match[1]), of: Number(match[2]) };
}

export function holds(shard: Shard, question: string): boolean {
  return shard.of === 1 || Number.parseInt(sha256(question).slice(0, 8), 16) % shard.of === shard.index - 1;
}

/** Whether two shards can hold the same question: always, unless they are different parts of one division. */
export function overlaps(a: Shard, b: Shard): boolean {
  return a.of !== b.of || a.index === b.index;
}
