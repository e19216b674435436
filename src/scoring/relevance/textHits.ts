import type { Ranked } from '../../ports/passage.ts';
import type { Score, ScoreInput } from '../../ports/scorer.ts';
import { goldAnswers, withoutGold } from '../goldAnswers.ts';

/** Compiles a question's gold answers into a test of passages. */
export type CompileAnswers = (answers: readonly string[]) => (passage: Ranked['passage']) => boolean;

/** 1 where any passage of the list contains a gold answer, which `compile` decides; stops at the first. */
export function anyHolds(compile: CompileAnswers) {
  return (list: readonly Ranked[], _k: number | undefined, { gold }: ScoreInput): Score => {
    const answers = goldAnswers(gold);
    if (answers.length === 0) return withoutGold;
    const holds = compile(answers);
    return list.some(({ passage }) => holds(passage)) ? 1 : 0;
  };
}

/** The share of the list's passages that contain a gold answer; 0 for an empty list. */
export function shareHolding(compile: CompileAnswers) {
  return (list: readonly Ranked[], _k: number | undefined, { gold }: ScoreInput): Score => {
    const answers = goldAnswers(gold);
    if (answers.length === 0) return withoutGold;
    const holds = compile(answers);
    return list.length === 0 ? 0 : list.filter(({ passage }) => holds(passage)).length / list.length;
  };
}
