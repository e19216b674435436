import type { Passage } from '../../ports/passage.ts';
import type { AtlasWorld } from './atlasWorld.ts';
import { openAtlas } from './openAtlas.ts';

/**
 * The articles of a world in order, one passage each: `a0`, `a1` … The sentences joined without a separator are the
 * text: all but the first begin with a space, as HotpotQA's do. Memory does not grow with their number.
 * @throws RagstoneError `usage` when the world's numbers are out of range.
 */
export function* atlasArticles(world: AtlasWorld): Iterable<Passage> {
  const atlas = openAtlas(world);
  for (let index = 0; index < world.articles; index++) yield atlas.article(index).passage;
}
