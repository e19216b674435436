import type { Lexicon } from '../../src/methods/extractive/lexicon.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { shuffle } from '../../src/statistics/shuffle.ts';
import type { Example } from './example.ts';
import { learnFrom } from './learnFrom.ts';
import { newLearner, prune, type Learner } from './learner.ts';
import { predict } from './predict.ts';
import { withDistractors } from './withDistractors.ts';

export interface TrainOptions {
  readonly seed: number;
  /** Examples a round, at most. */
  readonly limit: number;
  readonly say: (line: string) => void;
  /** As many weights as two to this power while learning, 22 by default. */
  readonly bits?: number;
  /** Weights that are kept after the first round, 600,000 by default. */
  readonly keep?: number;
}

/** Rounds over the examples after the pruning, at most. */
const moreRounds = 1;
const rate = 0.04;

/**
 * Learns in rounds over the examples in seeded order: first with every feature, then, without all but the largest
 * weights, again at a falling rate for as long as answers to the held-out questions get better.
 * @returns the weights of the best round after pruning
 */
export function trainWeights(
  train: readonly Example[],
  held: readonly Example[],
  lexicon: Lexicon,
  { seed, limit, say, bits = 22, keep = 600_000 }: TrainOptions,
): Float32Array {
  const learner = newLearner(bits);
  const judge = (): number => {
    const { em, f1 } = predict(held, { lexicon, weights: learner.weights });
    say(`  held out: EM ${em.toFixed(2)}, F1 ${f1.toFixed(2)}`);
    return em + f1;
  };
  oneRound(0, () => rate);
  judge();
  prune(learner, keep);
  say(`pruned to ${keep} weights`);
  let best = learner.weights.slice();
  let bestMark = judge();
  for (let round = 1; round <= moreRounds; round += 1) {
    oneRound(round, (done) => (rate / 2 ** round) * (1 - done));
    const mark = judge();
    if (mark <= bestMark) break;
    bestMark = mark;
    best = learner.weights.slice();
  }
  return best;

  function oneRound(round: number, rateAt: (done: number) => number): void {
    const order = shuffle([...often(train)], keyedRandom(seed, 'order', round)).slice(0, limit);
    const { loss, missed } = learnRound(
      train,
      order,
      lexicon,
      learner,
      keyedRandom(seed, 'passages', round),
      rateAt,
    );
    say(`round ${round}: loss ${loss.toFixed(4)}, no answer within reach for ${missed} of ${order.length}`);
  }
}

/** Questions over several passages are few and matter much: each is met three times a round, over other passages. */
function* often(train: readonly Example[]): Generator<number> {
  for (const [index, { passages }] of train.entries()) {
    yield index;
    if (passages.length > 1) yield* [index, index];
  }
}

function learnRound(
  train: readonly Example[],
  order: readonly number[],
  lexicon: Lexicon,
  learner: Learner,
  random: ReturnType<typeof keyedRandom>,
  rateAt: (done: number) => number,
): { readonly loss: number; readonly missed: number } {
  let sum = 0;
  let missed = 0;
  for (const [done, index] of order.entries()) {
    const example = withDistractors(train, index, random);
    const loss = example && learnFrom(example, lexicon, learner, rateAt(done / order.length));
    if (loss === undefined) missed += 1;
    else sum += loss;
  }
  return { loss: sum / Math.max(1, order.length - missed), missed };
}
