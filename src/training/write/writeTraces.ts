import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { takeSample } from '../../datasets/samples/takeSample.ts';
import { RagstoneError, toError } from '../../errors.ts';
import { closedTogether } from '../../io/closedTogether.ts';
import { mapAhead } from '../../io/mapAhead.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';
import type { Dataset } from '../../ports/dataset.ts';
import type { TrainingFile } from '../trainingPlan.ts';
import type { WordingSide } from '../trainingTree.ts';
import { type LineTools, questionLines, withOther } from './questionLines.ts';
import { type TraceFile, traceFile } from './traceFile.ts';
import type { TraceFileCard, TracesCard } from './tracesCard.ts';

/** What traces are to be written. */
export interface TracesPlan {
  readonly files: readonly TrainingFile[];
  /** As `sideOf` says. */
  readonly wording: WordingSide;
  readonly seed: number;
  /** Questions from the dataset's first on. Default: all. */
  readonly limit?: number;
  /** Documents that a reader is shown, gold ones among them. */
  readonly documents: number;
  /** Questions in work at once. Default: 1, and more pays only where a model labels. */
  readonly ahead?: number;
}

/** What traces are made from, besides the dataset. */
export type TracesTools = Pick<LineTools, 'searched' | 'labeller' | 'signal'> & {
  readonly onProgress?: (questions: number) => void;
};

/**
 * Writes the traces of a dataset's questions into a folder, which is made if need be: a JSON Lines file a protocol where
 * it has a line, `retrieval.jsonl` with the passages that it names in `corpus.jsonl`, and `card.json` last, with what was
 * left out and why. A question's line is the same whatever other files and questions are written (of `self-rag`, given
 * the question before it).
 * @throws RagstoneError `missing-data` where no file has a line, `storage`, `interrupted`, and what reading, searching and labelling throw
 */
export async function writeTraces(
  dataset: Dataset,
  plan: TracesPlan,
  folder: string,
  tools: TracesTools,
): Promise<TracesCard> {
  try {
    await mkdir(folder, { recursive: true });
    const card = await writeFiles(dataset, plan, folder, tools);
    await writeAtomic(path.join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
    return card;
  } catch (thrown) {
    if (tools.signal.aborted) {
      throw new RagstoneError('interrupted', 'Stopped; the files begun were removed.');
    }
    const error = toError(thrown);
    if (!('syscall' in error)) throw error;
    throw new RagstoneError(
      'storage',
      `Traces could not be written to ${folder} (${error.message}); check the folder and the space on the disk.`,
      { cause: error },
    );
  }
}

async function writeFiles(
  dataset: Dataset,
  plan: TracesPlan,
  folder: string,
  { onProgress = () => {}, ...tools }: TracesTools,
): Promise<TracesCard> {
  const { limit, wording, seed, documents } = plan;
  const { labeller, signal } = tools;
  await using closing = closedTogether();
  const files = new Map<TrainingFile, TraceFile>();
  for (const name of plan.files) files.set(name, closing.use(await traceFile(folder, name)));
  const sample = takeSample(
    dataset.questions(signal),
    limit === undefined ? { kind: 'all' } : { kind: 'limit', n: limit },
  );
  let questions = 0;
  const lines = mapAhead(withOther(sample), plan.ahead ?? 1, (asked) =>
    questionLines(asked, plan.files, { ...tools, seed, documents }),
  );
  for await (const made of lines) {
    signal.throwIfAborted();
    for (const line of made) {
      const file = files.get(line.file);
      if ('leftOut' in line) file?.leaveOut(line.leftOut);
      else if ('pair' in line) {
        const pair = { id: `${dataset.name}-${questions}`, wording, ...line.pair };
        await file?.pair(pair, line.passages);
      } else {
        const { protocol, id, ...draft } = line.tree;
        await file?.tree({ id, protocol, wording, ...draft });
      }
    }
    questions += 1;
    onProgress(questions);
  }
  const cards: [TrainingFile, TraceFileCard][] = [];
  for (const [name, file] of files) cards.push([name, await file.finish()]);
  if (cards.every(([, { trees }]) => trees === 0)) throw nothingToWrite(dataset.name, cards);
  const { corpus } = tools.searched;
  return {
    dataset: dataset.name,
    split: dataset.split,
    ...(dataset.setting !== undefined && { setting: dataset.setting }),
    purpose: dataset.purpose,
    wording,
    ...(corpus !== undefined && { corpus }),
    seed,
    documents,
    questions,
    ...(labeller !== undefined && { labeller: { model: labeller.model, replies: labeller.counts() } }),
    files: Object.fromEntries(cards),
  };
}

function nothingToWrite(
  name: string,
  cards: readonly (readonly [TrainingFile, TraceFileCard])[],
): RagstoneError {
  const why = cards.map(
    ([file, { leftOut }]) => `${file}: ${Object.keys(leftOut).join('; ') || 'no questions'}`,
  );
  return new RagstoneError('missing-data', `${name} gives no line of any file. ${why.join('. ')}.`, {
    input: name,
  });
}
