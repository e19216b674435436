import { questionHash } from '../../datasets/samples/questionHash.ts';
import { takeSample } from '../../datasets/samples/takeSample.ts';
import type { Dataset } from '../../ports/dataset.ts';
import type { Question } from '../../ports/question.ts';
import type { ManifestDataset } from '../../ports/manifest.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import { RagstoneError } from '../../errors.ts';
import { readIds } from '../../datasets/samples/readIds.ts';
import type { DatasetEntry } from '../experiment/experimentSchema.ts';

/** What one pass over a dataset's sample tells, before anything is asked. Memory: one id a question. */
export interface Survey {
  readonly ids: readonly string[];
  /** sha256 of the normalised records, in order. */
  readonly sha256: string;
  readonly sample: ManifestDataset['sample'];
  /** Questions with annotated gold passages (ids, titles or facts). */
  readonly withGold: number;
  readonly withContext: number;
  readonly withSaved: number;
  /** Most rewordings that a question brings. */
  readonly rewordings: number;
}

/** @throws RagstoneError as the dataset's reader does; `missing-data` when the sample is empty */
export async function surveyDataset(
  dataset: Dataset,
  entry: DatasetEntry,
  signal: AbortSignal,
): Promise<Survey> {
  const { sample, questions } = await sampled(dataset, entry, signal);
  const ids: string[] = [];
  const hash = questionHash();
  let [withGold, withContext, withSaved, rewordings] = [0, 0, 0, 0];
  for await (const question of questions) {
    ids.push(question.id);
    hash.add(question);
    if (hasGold(question)) withGold += 1;
    if (question.context !== undefined) withContext += 1;
    if (question.saved !== undefined) withSaved += 1;
    rewordings = Math.max(rewordings, question.rewordings?.length ?? 0);
  }
  if (ids.length === 0) {
    throw new RagstoneError('missing-data', `The dataset ${dataset.name} holds no questions.`, {
      input: entry,
    });
  }
  return { ids, sha256: hash.digest(), sample, withGold, withContext, withSaved, rewordings };
}

/** The surveyed questions once more, in the same order. */
export async function* surveyedQuestions(
  dataset: Dataset,
  survey: Survey,
  signal: AbortSignal,
): AsyncGenerator<Question> {
  const wanted = survey.sample.kind === 'all' ? undefined : new Set(survey.ids);
  let left = survey.ids.length;
  for await (const question of dataset.questions(signal)) {
    if (wanted !== undefined && !wanted.has(question.id)) continue;
    yield question;
    left -= 1;
    if (left === 0) return;
  }
}

function hasGold(question: Question): boolean {
  const { passages, titles, facts } = question.gold;
  return [passages, titles, facts].some((list) => list !== undefined && list.length > 0);
}

async function sampled(
  dataset: Dataset,
  entry: DatasetEntry,
  signal: AbortSignal,
): Promise<{ readonly sample: ManifestDataset['sample']; readonly questions: AsyncIterable<Question> }> {
  const questions = dataset.questions(signal);
  if (entry.limit !== undefined) {
    return {
      sample: { kind: 'limit', n: entry.limit },
      questions: takeSample(questions, { kind: 'limit', n: entry.limit }),
    };
  }
  if (entry.sample !== undefined) {
    const { n, seed } = entry.sample;
    const random = keyedRandom(seed, 'sample', dataset.name);
    return {
      sample: { kind: 'reservoir', n, seed },
      questions: takeSample(questions, { kind: 'reservoir', n, random }),
    };
  }
  if (entry.ids !== undefined) {
    const ids = await readIds(entry.ids);
    return { sample: { kind: 'ids', n: ids.size }, questions: takeSample(questions, { kind: 'ids', ids }) };
  }
  return { sample: { kind: 'all' }, questions };
}
