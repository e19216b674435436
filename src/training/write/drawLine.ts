import { RagstoneError } from '../../errors.ts';
import type { Random } from '../../ports/random.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import type { TrainingFile } from '../trainingPlan.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';

/** A file's lines from one world: few enough that hardly any article is seen twice. */
export const linesPerWorld = 400;

/** Most draws succeed at once; a monologue fails once in some ten. */
const tries = 200;

/** Line `n` of a file in a world: what is drawn first, from random numbers of its own. */
export async function drawLine<T>(
  world: TrainingWorld,
  file: TrainingFile,
  n: number,
  draw: (world: TrainingWorld, random: Random) => Promise<T | undefined>,
): Promise<T> {
  const random = keyedRandom(world.atlas.world.seed, 'training', file, n);
  for (let left = tries; left > 0; left--) {
    const drawn = await draw(world, random);
    if (drawn !== undefined) return drawn;
  }
  throw new RagstoneError('internal', `Nothing was thought of for line ${n} of ${file}.`, {
    input: world.atlas.world.seed,
  });
}
