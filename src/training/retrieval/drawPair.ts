import type { AtlasQuestionKind, Draft, Support } from '../../datasets/atlas/asking/draft.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import type { Random } from '../../ports/random.ts';
import { shuffle } from '../../statistics/shuffle.ts';
import { askOfKind } from '../draw/askOfKind.ts';
import { weighted, type Weights } from '../draw/weighted.ts';
import type { RetrievalPair } from '../retrievalPair.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import { pieceWith } from './pieceWith.ts';

const kinds: Weights<AtlasQuestionKind> = [
  ['one-hop', 50],
  ['bridge', 20],
  ['comparison', 15],
  ['yes-no', 15],
];

/** Of BM25's list for each wording, of namesakes, and of others of the kind. */
const foundEach = 5;
const namesakes = 4;
const alike = 4;

/** Passage windows, in words: Atlas' articles have 46 on average, so the environments' usual 64 cuts few. */
const windows = [16, 32];

/**
 * A question with its rewordings, the passages that it names, and passages that compete with them; `undefined` where
 * nothing was thought of. `idOf` gives an article's id in the corpus of all worlds.
 */
export async function drawPair(
  world: TrainingWorld,
  random: Random,
  idOf: (article: Article) => string,
): Promise<Omit<RetrievalPair, 'id' | 'wording'> | undefined> {
  const draft = askOfKind(world.atlas, random, weighted(random, kinds));
  if (draft === undefined) return undefined;
  const [query = '', ...rewordings] = draft.texts;
  const support = namedSupport(draft);
  const pieces = support.flatMap((each) =>
    windows.flatMap((words) => {
      const text = pieceWith(each, words);
      return text === undefined ? [] : [{ words, id: idOf(each.article), text }];
    }),
  );
  return {
    kind: draft.kind,
    query,
    rewordings,
    positives: support.map(({ article }) => idOf(article)),
    negatives: (await rivals(world, random, draft)).map(idOf),
    windows: pieces,
  };
}

/** Of a bridge, the article that the question names: the other is found by the next query, not by this one. */
function namedSupport({ kind, support }: Draft): readonly Support[] {
  const needed = kind === 'bridge' ? support.slice(0, 1) : support;
  return [...new Map(needed.map((each) => [each.article.index, each])).values()];
}

/** Best first: what BM25 finds for any of the wordings, rank by rank; then namesakes; then others of the kind. */
async function rivals(
  world: TrainingWorld,
  random: Random,
  { texts, support }: Draft,
): Promise<readonly Article[]> {
  const gold = new Set(support.map(({ article }) => article.index));
  const lists = await Promise.all(texts.map((text) => world.search(text, foundEach, gold)));
  const found = Array.from({ length: foundEach }, (_, rank) => lists.flatMap((list) => list[rank] ?? []));
  const articles = [...new Set(support.map(({ article }) => article))];
  const named = shuffle(
    articles.flatMap((article) => world.namesakes(article)),
    random,
  );
  const others = articles.flatMap(({ entity }) => {
    const all = world.ofKind(entity.ref.kind);
    return Array.from({ length: alike }, () => all[random.below(all.length)]).filter(
      (each) => each !== undefined,
    );
  });
  const all = [...found.flat(), ...named.slice(0, namesakes), ...others];
  const distinct = new Map(all.map((article) => [article.index, article]));
  return [...distinct.values()].filter(({ index }) => !gold.has(index));
}
