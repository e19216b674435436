import type { Ranked } from '../../ports/passage.ts';
import type { Tools } from '../../ports/tools.ts';
import { listwiseRerank, type Reserve } from '../listwise/listwiseRerank.ts';
import type { ImRagRoles, ImRagSettings } from './settings.ts';

/**
 * The Refiner: puts what a query found in order and keeps the best `keep`. `listwise`: a language model ranks the list
 * (RankVicuna's manner); `pointwise`: a reranking model scores each; `none`: the search's own order. The paper's other
 * way, rephrasing the passages, is not built. `reserve` is the answer's call.
 */
export async function refine(
  tools: Tools<ImRagRoles>,
  query: string,
  found: readonly Ranked[],
  { refiner, keep, ...listwise }: ImRagSettings,
  reserve: Reserve,
): Promise<readonly Ranked[]> {
  if (found.length <= 1 || refiner === 'none') return found.slice(0, keep);
  return tools.within('refine', refiner, async (refining) => {
    const ranked =
      refiner === 'pointwise'
        ? await refining.rerank('reranker', query, found)
        : await listwiseRerank(refining, 'refiner', query, found, listwise, reserve);
    return ranked.slice(0, keep);
  });
}
