import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { closedTogether } from '../../io/closedTogether.ts';
import { atlasGenerator } from '../../datasets/atlas/atlasWorld.ts';
import { isRagstoneError, RagstoneError, toError } from '../../errors.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';
import { english1 } from '../../retrieval/analysers/english1.ts';
import { keptApart } from '../split/keptApart.ts';
import { worldSeed } from '../split/worldSeeds.ts';
import type { TrainingFile, TrainingPlan } from '../trainingPlan.ts';
import { articlesPerWorld, openTrainingWorld } from '../world/trainingWorld.ts';
import { linesPerWorld } from './drawLine.ts';
import { fileProgress, type FileProgress } from './fileProgress.ts';
import { type LineFile, lineFile } from './lineFile.ts';
import { type TrainingCard, trainingGenerator } from './trainingCard.ts';
import { type NumberedWorld, worldPair, worldPassages, worldTree } from './worldLines.ts';

/**
 * Writes training data into a folder, which is made if need be: a JSON Lines file a protocol, `retrieval.jsonl` with
 * `corpus.jsonl`, and `card.json` last. World after world, so memory does not grow; each file is the same whatever other
 * files are written, and the first lines of a longer one.
 * @throws RagstoneError `usage` for a seed out of range, `storage`, `interrupted`.
 */
export async function writeTrainingData(
  plan: TrainingPlan,
  folder: string,
  signal: AbortSignal,
  onProgress: (trees: number) => void = () => {},
): Promise<TrainingCard> {
  worldSeed(plan.worlds, plan.seed, 0);
  try {
    await mkdir(folder, { recursive: true });
    const card = await writeFiles(plan, folder, signal, onProgress);
    await writeAtomic(path.join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
    return card;
  } catch (thrown) {
    if (signal.aborted) throw new RagstoneError('interrupted', 'Stopped; the files begun were removed.');
    if (isRagstoneError(thrown)) throw thrown;
    const error = toError(thrown);
    throw new RagstoneError(
      'storage',
      `Training data could not be written to ${folder} (${error.message}); check the folder and the space on the disk.`,
      { cause: error },
    );
  }
}

interface OpenFile {
  readonly name: TrainingFile;
  readonly lines: LineFile;
  readonly progress: FileProgress;
  /** The passages that pairs for retrieval are about. */
  readonly corpus?: LineFile;
}

async function writeFiles(
  plan: TrainingPlan,
  folder: string,
  signal: AbortSignal,
  onProgress: (trees: number) => void,
): Promise<TrainingCard> {
  const { files, size, seed, wording, worlds: side } = plan;
  await using closing = closedTogether();
  const opened: OpenFile[] = [];
  for (const name of files) {
    const open = async (file: string) => closing.use(await lineFile(path.join(folder, file)));
    const lines = await open(`${name}.jsonl`);
    const corpus = name === 'retrieval' ? { corpus: await open('corpus.jsonl') } : {};
    opened.push({ name, lines, progress: fileProgress(size), ...corpus });
  }
  const apart = keptApart(side, wording);
  let written = 0;
  for (let number = 0; opened.some(({ progress }) => !progress.isFull()); number++) {
    const described = { ...apart, seed: worldSeed(side, seed, number), articles: articlesPerWorld, texts: 1 };
    const world = openTrainingWorld(described, english1, signal);
    for (const file of opened) {
      written += await writeWorld(file, { world, number, wording }, apart.texts ?? 1, signal);
      onProgress(written);
    }
  }
  for (const { lines, corpus } of opened) {
    await lines.finish();
    await corpus?.finish();
  }
  return {
    dataset: 'atlas-training',
    generator: { atlas: atlasGenerator, training: trainingGenerator },
    seed,
    worlds: side,
    wording,
    articlesPerWorld,
    files: Object.fromEntries(opened.map(({ name, progress }) => [name, progress.card()])),
    licence: 'CC0-1.0',
  };
}

/** What one world gives a file; the number of lines. */
async function writeWorld(
  { name, lines, progress, corpus }: OpenFile,
  numbered: NumberedWorld,
  texts: number,
  signal: AbortSignal,
): Promise<number> {
  if (progress.isFull()) return 0;
  progress.world();
  let n = 0;
  for (; n < linesPerWorld && !progress.isFull(); n++) {
    signal.throwIfAborted();
    if (name === 'retrieval') {
      const pair = await worldPair(numbered, n, texts);
      progress.pair(pair);
      await lines.write(pair);
    } else {
      const tree = await worldTree(numbered, name, n);
      progress.tree(tree);
      await lines.write(tree);
    }
  }
  if (corpus !== undefined) {
    for (const passage of worldPassages(numbered)) await corpus.write(passage);
    progress.passages(numbered.world.articles.length);
  }
  return n;
}
