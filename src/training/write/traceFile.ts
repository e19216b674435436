import path from 'node:path';
import type { Passage } from '../../ports/passage.ts';
import type { RetrievalPair } from '../retrievalPair.ts';
import type { TrainingFile } from '../trainingPlan.ts';
import type { TrainingTree } from '../trainingTree.ts';
import { fileProgress } from './fileProgress.ts';
import { lineFile } from './lineFile.ts';
import type { TraceFileCard } from './tracesCard.ts';

/** A file of traces that grows question by question. */
export interface TraceFile extends AsyncDisposable {
  tree(tree: TrainingTree): Promise<void>;
  /** Its passages go into `corpus.jsonl`, each once. */
  pair(pair: RetrievalPair, passages: readonly Passage[]): Promise<void>;
  leaveOut(because: string): void;
  /** Makes the file appear, if it has a line. */
  finish(): Promise<TraceFileCard>;
}

/** Opens `<name>.jsonl` in a folder, and beside `retrieval.jsonl` the corpus. */
export async function traceFile(folder: string, name: TrainingFile): Promise<TraceFile> {
  const lines = await lineFile(path.join(folder, `${name}.jsonl`));
  const corpus = name === 'retrieval' ? await lineFile(path.join(folder, 'corpus.jsonl')) : undefined;
  const progress = fileProgress({ trees: Infinity });
  const leftOut = new Map<string, number>();
  const written = new Set<string>();
  return {
    async tree(tree) {
      progress.tree(tree);
      await lines.write(tree);
    },
    async pair(pair, passages) {
      progress.pair(pair);
      await lines.write(pair);
      for (const { id, title, text } of passages) {
        if (written.has(id)) continue;
        written.add(id);
        await corpus?.write({ id, title, text });
      }
    },
    leaveOut(because) {
      leftOut.set(because, (leftOut.get(because) ?? 0) + 1);
    },
    async finish() {
      progress.passages(written.size);
      const { worlds: _, ...card } = progress.card();
      if (card.trees > 0) {
        await lines.finish();
        await corpus?.finish();
      }
      return { ...card, leftOut: Object.fromEntries(leftOut) };
    },
    async [Symbol.asyncDispose]() {
      await lines[Symbol.asyncDispose]();
      await corpus?.[Symbol.asyncDispose]();
    },
  };
}
