import { readableBytes } from '../../datasets/catalog/readableBytes.ts';
import { readableSeconds } from '../../io/readableSeconds.ts';
import type { NeededIndex } from './neededIndexes.ts';

/** An index' size for people; that of one which is not built is an estimate. */
export function indexSize({ built, bytes }: Pick<NeededIndex, 'built' | 'bytes'>): string {
  if (bytes === undefined) return 'size unknown';
  return built ? readableBytes(bytes) : `about ${readableBytes(Number(bytes.toPrecision(2)))}`;
}

/** Whether an index is built, or how long that will take. */
export function indexState({ built, seconds }: Pick<NeededIndex, 'built' | 'seconds'>): string {
  if (built) return 'built';
  return seconds === undefined
    ? 'to be built in unknown time'
    : `to be built in about ${readableSeconds(seconds)}`;
}

/** An index on a line: `index bm25 of hotpot: 32728 passages, about 49 MB, to be built in about 4 s`. */
export function indexLine(index: NeededIndex): string {
  const { retriever, dataset, windowWords, passages } = index;
  const window = windowWords === undefined ? '' : ` in windows of ${windowWords} words`;
  return `index ${retriever} of ${dataset}${window}: ${passages} passages, ${indexSize(index)}, ${indexState(index)}`;
}
