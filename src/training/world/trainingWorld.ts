import type { AtlasKind } from '../../datasets/atlas/entity.ts';
import { type Atlas, openAtlas } from '../../datasets/atlas/openAtlas.ts';
import { indexOf } from '../../datasets/atlas/layout.ts';
import type { AtlasWorld } from '../../datasets/atlas/atlasWorld.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Analyser } from '../../retrieval/analysers/analyser.ts';
import { bm25InMemory } from '../../retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../retrieval/bm25/bm25Retriever.ts';
import { bm25Settings } from '../../retrieval/bm25/bm25Settings.ts';
import { nameWords } from './nameWords.ts';

/** A small world with all its articles at hand. */
export interface TrainingWorld {
  readonly atlas: Atlas;
  readonly articles: readonly Article[];
  ofKind(kind: AtlasKind): readonly Article[];
  /** Other articles of the same kind whose titles share a word with this one's. */
  namesakes(article: Article): readonly Article[];
  /** What the harness' BM25 finds, best first, without the articles with these numbers. */
  search(query: string, k: number, without?: ReadonlySet<number>): Promise<readonly Article[]>;
}

/** Articles of a world: one country of each language, as many as the snapshot has. */
export const articlesPerWorld = 2000;

/** Writes all articles of a world and indexes them when first searched: about 100 ms. */
export function openTrainingWorld(world: AtlasWorld, analyser: Analyser, signal: AbortSignal): TrainingWorld {
  const opened = openAtlas(world);
  const articles = Array.from({ length: world.articles }, (_, index) => opened.article(index));
  const atlas: Atlas = {
    ...opened,
    article: (index) => articles[index] ?? opened.article(index),
    articleAbout(ref) {
      const index = indexOf(ref);
      return index < articles.length ? articles[index] : undefined;
    },
  };
  const kinds = Map.groupBy(articles, ({ entity }) => entity.ref.kind);
  const byWord = new Map<string, Article[]>();
  for (const article of articles) {
    for (const word of nameWords(article)) {
      const sharing = byWord.get(word) ?? [];
      sharing.push(article);
      byWord.set(word, sharing);
    }
  }
  let retriever: ReturnType<typeof bm25Retriever> | undefined;
  const opening = (): ReturnType<typeof bm25Retriever> => {
    const { analyser: _, titleWeight, ...parameters } = bm25Settings.parse({});
    const passages = articles.map(({ passage }) => passage);
    return bm25Retriever(bm25InMemory(passages, analyser, {}, titleWeight), parameters);
  };
  return {
    atlas,
    articles,
    ofKind: (kind) => kinds.get(kind) ?? [],
    namesakes(article) {
      const { kind } = article.entity.ref;
      const sharing = nameWords(article).flatMap((word) => byWord.get(word) ?? []);
      return [...new Set(sharing)].filter(
        ({ index, entity }) => index !== article.index && entity.ref.kind === kind,
      );
    },
    async search(query, k, without = new Set()) {
      retriever ??= opening();
      const found = await retriever.search(query, k + without.size, signal);
      const known = found.flatMap(({ passage }: Ranked) => articles[Number(passage.id.slice(1))] ?? []);
      return known.filter(({ index }) => !without.has(index)).slice(0, k);
    },
  };
}
