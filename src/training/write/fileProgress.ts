import type { RetrievalPair } from '../retrievalPair.ts';
import type { TrainingPlan } from '../trainingPlan.ts';
import type { TrainingTree } from '../trainingTree.ts';
import { countTokens, wordsAndMarks } from './countTokens.ts';
import { labelCounter } from './labelCounts.ts';
import type { FileCard } from './trainingCard.ts';

/** How far a file is, and what it holds by then. */
export interface FileProgress {
  isFull(): boolean;
  tree(tree: TrainingTree): void;
  pair(pair: RetrievalPair): void;
  /** Passages that were added to its corpus. */
  passages(count: number): void;
  world(): void;
  card(): FileCard;
}

export function fileProgress(size: TrainingPlan['size']): FileProgress {
  const labels = labelCounter();
  const kinds = labelCounter();
  let [trees, branches, passages, tokens, worlds] = [0, 0, 0, 0, 0];
  return {
    isFull: () => ('trees' in size ? trees >= size.trees : tokens >= size.tokens),
    tree(tree) {
      trees++;
      branches += tree.branches.length;
      tokens += countTokens(tree);
      kinds.add('kind', tree.kind);
      for (const branch of tree.branches) labels.addAll(branch.labels);
    },
    pair({ kind, query, rewordings, negatives }) {
      trees++;
      for (const text of [query, ...rewordings]) tokens += wordsAndMarks(text);
      kinds.add('kind', kind);
      labels.add('negatives', String(negatives.length));
    },
    passages(count) {
      passages += count;
    },
    world() {
      worlds++;
    },
    card: () => ({
      trees,
      ...(branches > 0 && { branches }),
      ...(passages > 0 && { passages }),
      tokens,
      worlds,
      kinds: kinds.counts()['kind'] ?? {},
      labels: labels.counts(),
    }),
  };
}
