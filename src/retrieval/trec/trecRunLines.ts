import { trecId } from './trecId.ts';

/** The list of one question, best first. */
export interface TrecList {
  readonly question: string;
  readonly results: readonly { readonly passage: string; readonly score: number }[];
}

/**
 * A list as lines of a TREC run, ranks from 1. Evaluation tools go by the score and not by the rank: where the scores
 * of a list do not fall (it was put into another order), each result gets minus its rank in their place.
 * @throws RagstoneError `unsupported` when an id holds white space.
 */
export function trecRunLines({ question, results }: TrecList, tag: string): string {
  const falling = results.every(({ score }, at) => at === 0 || score <= (results[at - 1]?.score ?? Infinity));
  const lines = results.map(({ passage, score }, at) => {
    const rank = at + 1;
    const shown = falling ? score : -rank;
    return `${trecId(question, 'question')} Q0 ${trecId(passage, 'passage')} ${rank} ${shown} ${trecId(tag, 'tag')}\n`;
  });
  return lines.join('');
}
