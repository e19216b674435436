import { RagstoneError } from '../../../errors.ts';
import type { Random } from '../../../ports/random.ts';
import { shuffle } from '../../../statistics/shuffle.ts';
import type { AtlasWorld } from '../atlasWorld.ts';
import { nth } from '../pick.ts';

export interface Wording {
  /** `town.founded/statement/3`: relation, list and place in it. */
  readonly id: string;
  readonly frame: string;
}

/** One of the frames of a list that the world allows. `list` is the id of the list: `town.founded/statement`. */
export function chooseWording(
  world: AtlasWorld,
  random: Random,
  list: string,
  frames: readonly string[],
): Wording {
  if (world.allows !== undefined || world.more !== undefined)
    return nth(chooseWordings(world, random, list, frames), 0);
  const at = random.below(frames.length);
  return { id: `${list}/${at}`, frame: nth(frames, at) };
}

/** All frames of a list that the world allows, in random order. @throws RagstoneError `usage` when none is left. */
export function chooseWordings(
  { allows, more }: AtlasWorld,
  random: Random,
  list: string,
  frames: readonly string[],
): readonly Wording[] {
  const own = frames.map((frame, at) => ({ id: `${list}/${at}`, frame }));
  const further = more?.(list).map((frame, at) => ({ id: `${list}/more-${at}`, frame })) ?? [];
  const all = [...own, ...further];
  const allowed = allows === undefined ? all : all.filter(({ id }) => allows(id));
  if (allowed.length === 0) {
    throw new RagstoneError('usage', `No wording of ${list} is allowed; allow at least one.`, {
      input: list,
    });
  }
  return shuffle(allowed, random);
}
