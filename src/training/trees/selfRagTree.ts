import type { AtlasQuestionKind, Draft } from '../../datasets/atlas/asking/draft.ts';
import { pick } from '../../datasets/atlas/pick.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import { questionParts } from '../../methods/self-rag/prompt.ts';
import type { Random } from '../../ports/random.ts';
import { shuffle } from '../../statistics/shuffle.ts';
import { answersOf } from '../draw/answersOf.ts';
import { askedOf } from '../draw/askedOf.ts';
import { askOfKind } from '../draw/askOfKind.ts';
import { labelsOf } from '../draw/labelsOf.ts';
import { chance, weighted, type Weights } from '../draw/weighted.ts';
import type { Branch } from '../trainingTree.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import { closedBranch, retrieveBranch } from './closedBranch.ts';
import { otherOutput, wrongAnswer } from './otherOutput.ts';
import { type Judged, judged, passageBranch } from './passageBranch.ts';
import type { TreeMaker } from './treeMaker.ts';

const kinds: Weights<AtlasQuestionKind> = [
  ['one-hop', 46],
  ['bridge', 10],
  ['comparison', 8],
  ['yes-no', 12],
  ['common', 12],
  ['self-contained', 12],
];

/** Passages of a question, and how many in a hundred questions keep the gold ones. */
const passages = 4;
const withGold = 92;

/**
 * A question, whether to retrieve for it, and what to write after each of some passages, with the reflection tokens that
 * the world's own facts give. Outputs that are not right are forced, so that all judgements are learnt.
 */
export const selfRagTree: TreeMaker = async (world, random) => {
  const draft = askOfKind(world.atlas, random, weighted(random, kinds));
  if (draft === undefined) return undefined;
  const branches =
    draft.hops === 0 ? closedBranches(world, random, draft) : await openBranches(world, random, draft);
  return { kind: draft.kind, prefix: questionParts(askedOf(draft)), branches };
};

/** `[No Retrieval]`, the answer and how useful it is; a wrong one; and sometimes a passage that has nothing to do with it. */
function closedBranches(world: TrainingWorld, random: Random, draft: Draft): readonly Branch[] {
  const labels = labelsOf(draft, { answered: true });
  const [answer = ''] = labels.answers;
  const branches = [
    closedBranch(labels, { text: answer, utility: '[Utility:5]', forced: false, right: true }),
  ];
  const other = chance(random, 60) ? wrongAnswer(world, random, draft) : undefined;
  if (other !== undefined) branches.push(closedBranch(labels, { ...other, forced: true, right: false }));
  if (chance(random, 40)) {
    branches.push(
      passageBranch(labels, pick(random, world.articles).passage, {
        ...judged.irrelevant,
        text: answer,
        utility: '[Utility:5]',
        right: true,
      }),
    );
  }
  return branches;
}

/** `[Retrieval]`; then a branch for each passage, and one with an output that is not, or not only, the right one. */
async function openBranches(world: TrainingWorld, random: Random, draft: Draft): Promise<readonly Branch[]> {
  const labels = labelsOf(draft, { answered: true });
  const named = namedBy(draft);
  const gold = chance(random, withGold) ? named : [];
  const shown = shuffle(
    [...gold, ...(await distractors(world, random, draft, passages - gold.length))],
    random,
  );
  const isNamed = (article: Article): boolean => named.some(({ index }) => index === article.index);
  const written = shown.map((article) =>
    passageBranch(labels, article.passage, isNamed(article) ? fromGold(draft) : judged.irrelevant),
  );
  const source = gold[0];
  const other = source === undefined ? undefined : otherOutput(world, random, draft, source);
  const forced =
    source === undefined || other === undefined ? [] : [passageBranch(labels, source.passage, other)];
  return [retrieveBranch(labels), ...written, ...forced];
}

/** The articles needed that the question itself names: those that a search with it is to find. */
function namedBy({ kind, support }: Draft): readonly Article[] {
  const needed = kind === 'bridge' ? support.slice(0, 1) : support;
  return [...new Map(needed.map(({ article }) => [article.index, article])).values()];
}

/** What is right after one gold passage: the answer; half of a comparison's evidence; nothing yet of a bridge's. */
function fromGold(draft: Draft): Judged {
  const [answer] = answersOf(draft);
  if (draft.kind === 'bridge') return judged.relevantOnly;
  return { ...(draft.hops === 1 ? judged.full : judged.half), text: answer };
}

/** What BM25 finds besides, then others of the same kind. */
async function distractors(
  world: TrainingWorld,
  random: Random,
  draft: Draft,
  count: number,
): Promise<readonly Article[]> {
  const gold = new Set(draft.support.map(({ article }) => article.index));
  const found = chance(random, 70) ? await world.search(draft.texts[0] ?? '', count, gold) : [];
  const like = draft.support[0]?.article;
  const chosen = new Map(found.map((article) => [article.index, article]));
  for (let left = 10 * count; left > 0 && chosen.size < count; left--) {
    const pool =
      like === undefined || chance(random, 30) ? world.articles : world.ofKind(like.entity.ref.kind);
    const article = pick(random, pool);
    if (!gold.has(article.index)) chosen.set(article.index, article);
  }
  return [...chosen.values()];
}
