import { RagstoneError } from '../../../errors.ts';
import type { Random } from '../../../ports/random.ts';
import { shuffle } from '../../../statistics/shuffle.ts';
import type { AtlasWorld } from '../atlasWorld.ts';
import { nth, pick } from '../pick.ts';

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
  if (world.wordings !== undefined) return pick(random, allowedWordings(world, list, frames));
  if (world.allows !== undefined) return nth(chooseWordings(world, random, list, frames), 0);
  const at = random.below(frames.length);
  return { id: `${list}/${at}`, frame: nth(frames, at) };
}

/** All frames of a list that the world allows, in random order. @throws RagstoneError `usage` when none is left. */
export function chooseWordings(
  world: AtlasWorld,
  random: Random,
  list: string,
  frames: readonly string[],
): readonly Wording[] {
  return shuffle(allowedWordings(world, list, frames), random);
}

function allowedWordings(
  { allows, wordings }: AtlasWorld,
  list: string,
  frames: readonly string[],
): readonly Wording[] {
  const all = wordings?.(list) ?? frames.map((frame, at) => ({ id: `${list}/${at}`, frame }));
  const allowed = allows === undefined || wordings !== undefined ? all : all.filter(({ id }) => allows(id));
  if (allowed.length === 0) {
    throw new RagstoneError('usage', `No wording of ${list} is allowed; allow at least one.`, {
      input: list,
    });
  }
  return allowed;
}
