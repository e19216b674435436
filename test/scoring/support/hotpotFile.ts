import type { SentenceRef } from '../../../src/ports/question.ts';
import { isApplicable } from '../../../src/ports/scorer.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';
import { factOverlap } from '../../../src/scoring/facts/factOverlap.ts';
import { hotpotOverlap } from '../../../src/scoring/text/hotpotOverlap.ts';
import { noOverlap } from '../../../src/scoring/text/tokenOverlap.ts';
import { scoreInput } from './scoreInput.ts';

type Fact = readonly [title: string, sentence: number];

/** A question as HotpotQA's scorer reads it. */
export interface HotpotGold {
  readonly _id: string;
  readonly answer: string;
  readonly supporting_facts: readonly Fact[];
}

/** A prediction file. */
export interface HotpotPrediction {
  readonly answer: Readonly<Record<string, string>>;
  readonly sp: Readonly<Record<string, readonly Fact[]>>;
}

/**
 * The twelve means of HotpotQA's script over a prediction file: each over all gold questions, where a missing answer counts 0
 * in the answer's half, missing facts in the facts' half and either in the joint measures.
 */
export async function hotpotFile(
  golds: readonly HotpotGold[],
  prediction: HotpotPrediction,
): Promise<Readonly<Record<string, number>>> {
  const names = ['em', 'f1', 'sp-em', 'sp-f1', 'joint-em', 'joint-f1'] as const;
  const scorers = await Promise.all(names.map((name) => findScorer(`${name}/hotpot@1`)));
  const sums: Record<string, number> = {};
  const add = (name: string, value: number): void => {
    sums[name] = (sums[name] ?? 0) + value / golds.length;
  };
  for (const gold of golds) {
    const answer = prediction.answer[gold._id];
    const named = prediction.sp[gold._id]?.map(factOf);
    const facts = gold.supporting_facts.map(factOf);
    const input = scoreInput({
      ...(answer === undefined ? {} : { answer }),
      ...(named === undefined ? {} : { facts: named }),
      gold: { answers: [[gold.answer]], facts },
    });
    for (const [at, name] of names.entries()) {
      const score = scorers[at]?.score(input) ?? NaN;
      const needsAnswer = !name.startsWith('sp-');
      const value = needsAnswer && answer === undefined ? 0 : isApplicable(score) ? score : 0;
      add(name.replace('-', '_'), value);
    }
    const text = answer === undefined ? noOverlap : hotpotOverlap(answer, gold.answer);
    const sentences = named === undefined ? noOverlap : factOverlap(named, facts);
    add('prec', text.precision);
    add('recall', text.recall);
    add('sp_prec', sentences.precision);
    add('sp_recall', sentences.recall);
    add('joint_prec', text.precision * sentences.precision);
    add('joint_recall', text.recall * sentences.recall);
  }
  return sums;
}

function factOf([title, sentence]: Fact): SentenceRef {
  return { title, sentence };
}
