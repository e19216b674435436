import { findAnswer } from '../../src/methods/extractive/findAnswer.ts';
import type { Model } from '../../src/methods/extractive/model.ts';
import { hotpotOverlap } from '../../src/scoring/text/hotpotOverlap.ts';
import { sameTokens } from '../../src/scoring/text/sameTokens.ts';
import { squadTokens } from '../../src/scoring/text/squadTokens.ts';
import type { Example } from './example.ts';

export interface Marks {
  readonly questions: number;
  /** Percent. F1 is HotpotQA's, which is SQuAD's but for answers yes and no. */
  readonly em: number;
  readonly f1: number;
  /** Milliseconds of reading a question. */
  readonly median: number;
  readonly p95: number;
}

/** Answers all questions and compares with the gold answers, the best of each counting. */
export function predict(examples: readonly Example[], model: Model): Marks {
  let em = 0;
  let f1 = 0;
  const times: number[] = [];
  for (const { question, passages, answers } of examples) {
    const began = performance.now();
    const { text } = findAnswer(question, passages, model);
    times.push(performance.now() - began);
    em += Math.max(...answers.map((answer) => sameTokens(squadTokens(text), squadTokens(answer))));
    f1 += Math.max(...answers.map((answer) => hotpotOverlap(text, answer).f1));
  }
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0;
  const percent = (sum: number): number => (100 * sum) / Math.max(1, examples.length);
  return {
    questions: examples.length,
    em: percent(em),
    f1: percent(f1),
    median: quantile(0.5),
    p95: quantile(0.95),
  };
}
