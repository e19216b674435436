import type { ListMeasure } from '../measure.ts';
import { anyHolds, type CompileAnswers } from '../relevance/textHits.ts';
import { dprMatcher } from '../text/dprMatcher.ts';
import { dprPatternMatcher } from '../text/dprPatternMatcher.ts';
import { flashragMatcher } from '../text/flashragMatcher.ts';

const common = { measure: 'has-answer', version: 1, over: 'list', values: 'binary' } as const;
const dpr =
  'facebookresearch/DPR dpr/data/qa_validation.py @ a31212dc0a54 (re-implemented from its definition)';

/** Whether some passage contains a gold answer: DPR's top-k accuracy and its relatives. */
export const hasAnswer: readonly ListMeasure[] = [
  {
    ...common,
    variant: 'dpr',
    summary: "a passage's text contains a gold answer, token by token",
    source: dpr,
    score: anyHolds(overText(dprMatcher)),
  },
  {
    ...common,
    variant: 'dpr-regex',
    summary: "a gold answer, read as a regular expression, is found in a passage's text",
    source: dpr,
    score: anyHolds(overText(dprPatternMatcher)),
  },
  {
    ...common,
    variant: 'flashrag',
    summary: "a passage's normalised title and text contain a normalised gold answer (retrieval_recall_topk)",
    source: 'RUC-NLPIR/FlashRAG flashrag/evaluator/metrics.py @ 1ee524901aa3',
    score: anyHolds(flashragMatcher),
  },
];

function overText(compile: (answers: readonly string[]) => (text: string) => boolean): CompileAnswers {
  return (answers) => {
    const holds = compile(answers);
    return ({ text }) => holds(text);
  };
}
