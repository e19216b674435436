import { atlasArticles } from '../../src/datasets/atlas/atlasArticles.ts';
import { atlasQuestions } from '../../src/datasets/atlas/atlasQuestions.ts';
import { maxAtlasArticles } from '../../src/datasets/atlas/atlasWorld.ts';
import type { Corpus } from '../../src/ports/dataset.ts';

/** Articles of Atlas worlds with the seeds from `seed` on: one world has at most 4,000,000 of them. */
export function atlasCorpus(passages: number, seed: number): Corpus {
  return {
    name: `atlas-${passages}-${seed}`,
    files: [],
    async *passages() {
      for (let from = 0; from < passages; from += maxAtlasArticles) {
        const world = from / maxAtlasArticles;
        const articles = Math.min(maxAtlasArticles, passages - from);
        for (const article of atlasArticles({ seed: seed + world, articles })) {
          yield { ...article, id: `${world}-${article.id}` };
        }
      }
    },
  };
}

/** Questions of the first of these worlds. */
export function atlasQueries(passages: number, seed: number, count: number): readonly string[] {
  const world = { seed, articles: Math.min(maxAtlasArticles, passages) };
  return [...atlasQuestions(world, count)].map(({ asked }) => asked.text);
}
