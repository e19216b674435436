import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import { askers } from '../../datasets/atlas/asking/askers.ts';
import { spellingsOf } from '../../datasets/atlas/asking/spellingsOf.ts';
import { pick } from '../../datasets/atlas/pick.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import { factOf } from '../../datasets/atlas/writing/nameObject.ts';
import { noSupport } from '../../methods/self-rag/tokens.ts';
import type { Random } from '../../ports/random.ts';
import { answersOf } from '../draw/answersOf.ts';
import { chance, weighted, type Weights } from '../draw/weighted.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import type { Judged } from './passageBranch.ts';

/** What an output can be besides the right one. */
const outputs: Weights<'with more of the passage' | 'with something else' | 'wrong' | 'off'> = [
  ['with more of the passage', 28],
  ['with something else', 30],
  ['wrong', 27],
  ['off', 15],
];

const forced = { relevance: '[Relevant]', forced: true } as const;

/**
 * An output to be judged after the gold passage of a question about one article; `undefined` where none was thought of.
 * The answer with another fact of the passage is supported and says more than was asked; with something from elsewhere
 * it is supported in part; another value of the same relation is not; a value of another relation does not even answer.
 */
export function otherOutput(
  world: TrainingWorld,
  random: Random,
  draft: Draft,
  article: Article,
): Judged | undefined {
  if (draft.hops !== 1) return undefined;
  const [answer] = answersOf(draft);
  if (draft.kind === 'yes-no') {
    const text = answer === 'yes' ? 'no' : 'yes';
    return { ...forced, text, support: noSupport, utility: '[Utility:2]', right: false };
  }
  switch (weighted(random, outputs)) {
    case 'with more of the passage': {
      const more = valueIn(world, random, article, draft.relation);
      if (more === undefined || draft.answer.includes(more)) return undefined;
      const text = `${answer} and ${more}`;
      return { ...forced, text, support: '[Fully supported]', utility: '[Utility:4]', right: true };
    }
    case 'with something else': {
      const elsewhere = pick(random, world.ofKind(article.entity.ref.kind));
      const more = valueIn(world, random, elsewhere);
      if (more === undefined || article.passage.text.includes(more)) return undefined;
      const text = `${answer} and ${more}`;
      return { ...forced, text, support: '[Partially supported]', utility: '[Utility:3]', right: true };
    }
    case 'wrong': {
      const text = valueElsewhere(world, random, draft, article);
      if (text === undefined) return undefined;
      return { ...forced, text, support: noSupport, utility: '[Utility:2]', right: false };
    }
    case 'off': {
      const text = valueIn(world, random, article, draft.relation);
      if (text === undefined || draft.answer.includes(text)) return undefined;
      return { ...forced, text, support: noSupport, utility: '[Utility:1]', right: false };
    }
  }
}

/** A wrong answer to a question that needs no article: of the same form, or of another, which is of less use. */
export function wrongAnswer(
  world: TrainingWorld,
  random: Random,
  draft: Draft,
): { readonly text: string; readonly utility: '[Utility:1]' | '[Utility:2]' } | undefined {
  const alike = chance(random, 50);
  for (let left = 12; left > 0; left--) {
    const other = askers[draft.kind](world.atlas, random);
    const text = other?.answer[0] ?? '';
    if (other === undefined || (other.relation === draft.relation) !== alike || draft.answer.includes(text))
      continue;
    return { text, utility: alike ? '[Utility:2]' : '[Utility:1]' };
  }
  return undefined;
}

/** What an article says, the words as they stand there, of any relation but one. */
function valueIn(world: TrainingWorld, random: Random, article: Article, not?: string): string | undefined {
  const others = article.statements.filter(({ relation, byAlias }) => relation !== not && !byAlias);
  if (others.length === 0) return undefined;
  const { relation } = pick(random, others);
  return spellingsOf(world.atlas, factOf(article.entity, relation))[0];
}

/** The value that another article of the kind has for the relation, where it is another. */
function valueElsewhere(
  world: TrainingWorld,
  random: Random,
  draft: Draft,
  article: Article,
): string | undefined {
  const other = pick(random, world.ofKind(article.entity.ref.kind)).entity.facts.get(draft.relation);
  const text = other === undefined ? undefined : spellingsOf(world.atlas, other)[0];
  return text === undefined || draft.answer.includes(text) ? undefined : text;
}
