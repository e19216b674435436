import { RagstoneError } from '../../errors.ts';
import type { Question } from '../../ports/question.ts';
import type { Random } from '../../ports/random.ts';
import { listed } from '../reading/listed.ts';

/**
 * Which questions of a dataset are asked: all, the first `n`, `n` drawn at random, or those with the given ids.
 * `n` from 1; a dataset with fewer questions is taken whole.
 */
export type Sample =
  | { readonly kind: 'all' }
  | { readonly kind: 'limit'; readonly n: number }
  | { readonly kind: 'reservoir'; readonly n: number; readonly random: Random }
  | { readonly kind: 'ids'; readonly ids: ReadonlySet<string> };

/**
 * Streams the sampled questions in the dataset's order. `limit` reads no further than it needs; `reservoir` holds `n`
 * questions and reads all before it gives the first.
 * @throws RagstoneError `unknown-name` at the end, when ids were asked for that the dataset does not have.
 */
export async function* takeSample(
  questions: AsyncIterable<Question>,
  sample: Sample,
): AsyncGenerator<Question> {
  switch (sample.kind) {
    case 'all':
      return yield* questions;
    case 'limit':
      return yield* firstOf(questions, sample.n);
    case 'reservoir':
      return yield* await drawn(questions, sample.n, sample.random);
    case 'ids':
      return yield* named(questions, sample.ids);
  }
}

async function* firstOf(questions: AsyncIterable<Question>, n: number): AsyncGenerator<Question> {
  let left = n;
  if (left <= 0) return;
  for await (const question of questions) {
    yield question;
    left--;
    if (left <= 0) return;
  }
}

/**
 * Vitter's algorithm R: every subset of `n` is equally likely. One integer is drawn for each question after the first
 * `n`; algorithm L would draw fewer but needs logarithms, which platforms round differently.
 */
async function drawn(
  questions: AsyncIterable<Question>,
  n: number,
  random: Random,
): Promise<readonly Question[]> {
  const kept: { readonly question: Question; readonly position: number }[] = [];
  let position = 0;
  for await (const question of questions) {
    const slot = position < n ? position : random.below(position + 1);
    if (slot < n) kept[slot] = { question, position };
    position++;
  }
  return kept.sort((a, b) => a.position - b.position).map(({ question }) => question);
}

async function* named(
  questions: AsyncIterable<Question>,
  ids: ReadonlySet<string>,
): AsyncGenerator<Question> {
  const missing = new Set(ids);
  for await (const question of questions) {
    if (!missing.delete(question.id)) continue;
    yield question;
    if (missing.size === 0) return;
  }
  if (missing.size > 0) {
    throw new RagstoneError(
      'unknown-name',
      `The dataset has no questions with these ids: ${listed([...missing])}.`,
      { input: [...missing] },
    );
  }
}
