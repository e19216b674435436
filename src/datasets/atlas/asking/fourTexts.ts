import type { Random } from '../../../ports/random.ts';
import type { AtlasWorld } from '../atlasWorld.ts';
import type { Atlas } from '../openAtlas.ts';
import { chooseWordings, type Wording } from '../writing/chooseWordings.ts';
import { capitalised, fillFrame } from '../writing/fillFrame.ts';
import type { Draft } from './draft.ts';

/** A question and its rewordings, unless the world says how many. */
const textsPerQuestion = 4;

/** How many wordings a question of this world has. */
export function textsOfEach({ texts = textsPerQuestion }: AtlasWorld): number {
  return texts;
}

/** Different wordings of a list with the same words in the slots, four unless told, if so many are allowed. */
export function fourTexts(
  atlas: Atlas,
  random: Random,
  list: string,
  frames: readonly string[],
  slots: Readonly<Record<string, string>>,
): Pick<Draft, 'texts' | 'wordings'> | undefined {
  const count = textsOfEach(atlas.world);
  const chosen = chooseWordings(atlas.world, random, list, frames).slice(0, count);
  if (chosen.length < count) return undefined;
  return textsOf(chosen.map((wording) => ({ wording, slots })));
}

export function textsOf(
  filled: readonly { wording: Wording; slots: Readonly<Record<string, string>>; through?: Wording }[],
): Pick<Draft, 'texts' | 'wordings'> {
  return {
    texts: filled.map(({ wording, slots }) => capitalised(fillFrame(wording.frame, slots))),
    wordings: filled.map(({ wording, through }) =>
      through === undefined ? [wording.id] : [wording.id, through.id],
    ),
  };
}
