import { RagstoneError } from '../../errors.ts';
import { sha256File } from '../../io/sha256.ts';
import type { Source } from '../../ports/retriever.ts';
import type { PassageStore } from '../store/passageStore.ts';
import { readTrecRun, type TrecResult } from '../trec/readTrecRun.ts';
import { listRetriever } from './listRetriever.ts';

/** One line of a run that was kept. */
type SavedResult = Pick<TrecResult, 'passage' | 'rank' | 'score' | 'line'>;

/**
 * A TREC run as the source `saved`: each question's results by rank, with the run's scores, their passages from
 * `store`. `undefined` for a question that is not in the run.
 * @param options.depth Ranks to keep of each question (default 100): what is held in memory.
 * @throws RagstoneError `bad-record` with file and line: not a TREC run, a passage that the corpus does not hold, or
 * one that a question has twice.
 */
export async function savedFromTrec(
  file: string,
  store: PassageStore,
  { depth = 100, signal }: { readonly depth?: number; readonly signal: AbortSignal },
): Promise<Source> {
  const lists = await keptResults(file, store, depth, signal);
  const fingerprint = { source: 'saved', run: await sha256File(file) };
  return {
    scope: 'question',
    of: 'saved',
    async forQuestion({ id }) {
      const list = lists.get(id);
      if (list === undefined) return undefined;
      return listRetriever(fingerprint, (k) => Promise.all(list.slice(0, k).map(withPassage)));
    },
  };

  async function withPassage({ passage: id, score, line }: SavedResult) {
    const [position] = await store.positionsOfId(id);
    if (position === undefined) throw unknownPassage(file, line, id);
    const [passage] = await store.passagesAt([position]);
    if (passage === undefined) throw unknownPassage(file, line, id);
    return { passage, score };
  }
}

async function keptResults(
  file: string,
  store: PassageStore,
  depth: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly SavedResult[]>> {
  const lists = new Map<string, SavedResult[]>();
  for await (const { question, passage, rank, score, line } of readTrecRun(file, signal)) {
    if (!store.mayHoldId(passage)) throw unknownPassage(file, line, passage);
    const list = lists.get(question) ?? [];
    lists.set(question, list);
    list.push({ passage, rank, score, line });
    if (list.length >= 2 * depth) cutToDepth(list, depth);
  }
  for (const list of lists.values()) {
    cutToDepth(list, depth);
    refuseRepeated(file, list);
  }
  return lists;
}

/** Equal ranks keep the order of the file. */
function cutToDepth(list: SavedResult[], depth: number): void {
  list.sort((a, b) => a.rank - b.rank).splice(depth);
}

function refuseRepeated(file: string, list: readonly SavedResult[]): void {
  const seen = new Set<string>();
  for (const { passage, line } of list) {
    if (seen.has(passage)) {
      const message = `The passage "${passage}" occurs twice for one question: remove one of its lines.`;
      throw new RagstoneError('bad-record', message, { place: { file, line }, input: passage });
    }
    seen.add(passage);
  }
}

function unknownPassage(file: string, line: number, id: string): RagstoneError {
  const message = `The corpus has no passage "${id}": the run belongs to another corpus.`;
  return new RagstoneError('bad-record', message, { place: { file, line }, input: id });
}
