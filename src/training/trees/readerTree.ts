import type { AtlasQuestionKind, Draft } from '../../datasets/atlas/asking/draft.ts';
import { between, pick } from '../../datasets/atlas/pick.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';
import type { Random } from '../../ports/random.ts';
import { askOfKind, lacksAll, restsOn } from '../draw/askOfKind.ts';
import { type Context, drawContext } from '../draw/context.ts';
import { putDraft } from '../draw/putDraft.ts';
import { chance, weighted, type Weights } from '../draw/weighted.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import { type PutQuestion, questionTree } from './questionTree.ts';
import type { TreeMaker } from './treeMaker.ts';

/** What further questions of a tree are about: its documents, nothing in particular, or another document. */
const kinds: Weights<AtlasQuestionKind | 'elsewhere'> = [
  ['one-hop', 34],
  ['yes-no', 18],
  ['comparison', 13],
  ['bridge', 20],
  ['common', 4],
  ['self-contained', 4],
  ['elsewhere', 7],
];

/** Few documents have a value in common: of the questions that ask for one, so many in a hundred of the noes are kept. */
const differentKept = 35;

/** A reader's documents and 8 to 16 questions behind them, prompted as `promptOf` says. */
export function readerTree(promptOf: (asked: Asked, shown: readonly Ranked[]) => Prompt): TreeMaker {
  return async (world, random) => {
    const context = await drawContext(world, random);
    if (context === undefined) return undefined;
    const { lead, articles, oneKind } = context;
    const answered = restsOn(lead, articles);
    if (!answered && !lacksAll(lead, articles)) return undefined;
    const more = { documents: articles.length, oneKind };
    const questions = new Map<string, PutQuestion>();
    questions.set(lead.texts[0] ?? '', putDraft(lead, answered, more));
    const wanted = between(random, 8, 16);
    for (let left = 3 * wanted; left > 0 && questions.size < wanted; left--) {
      const question = furtherQuestion(world, random, context);
      if (question === undefined) continue;
      questions.set(question.draft.texts[0] ?? '', putDraft(question.draft, question.answered, more));
    }
    const shown = articles.map(({ passage }, rank): Ranked => ({ passage, score: -rank }));
    return questionTree(lead.kind, [...questions.values()], (asked) => promptOf(asked, shown));
  };
}

function furtherQuestion(
  world: TrainingWorld,
  random: Random,
  { articles }: Context,
): { readonly draft: Draft; readonly answered: boolean } | undefined {
  const kind = weighted(random, kinds);
  if (kind !== 'elsewhere') {
    const draft = askOfKind(world.atlas, random, kind, articles);
    return draft === undefined || (isDifferent(draft) && !chance(random, differentKept))
      ? undefined
      : { draft, answered: true };
  }
  const near = world.ofKind(pick(random, articles).entity.ref.kind);
  const other: Article = pick(random, near);
  const draft = askOfKind(world.atlas, random, 'one-hop', [other]);
  return draft !== undefined && lacksAll(draft, articles) ? { draft, answered: false } : undefined;
}

function isDifferent({ kind, hops, answer }: Draft): boolean {
  return kind === 'yes-no' && hops === 2 && answer[0] === 'no';
}
