import type { Random } from '../../../ports/random.ts';
import type { Atlas } from '../openAtlas.ts';
import { pick } from '../pick.ts';
import type { AtlasQuestionKind, Asker } from './draft.ts';
import { fourTexts } from './fourTexts.ts';

/** A pattern of questions that need no article. */
export interface Form {
  /** What it is about, as a slice: `calendar`, `units`, `numbers`, `sums` … */
  readonly name: string;
  /** At least four frames; slots are small letters. */
  readonly frames: readonly string[];
  draw(random: Random, atlas: Atlas): FormDraw;
}

/** What stands in the slots, and the right answer's spellings. */
interface FormDraw {
  readonly slots: Readonly<Record<string, string>>;
  readonly answer: readonly string[];
}

/** Asks by one of the forms, each as likely. */
export function askByForm(kind: AtlasQuestionKind, forms: readonly Form[]): Asker {
  return (atlas, random) => {
    const form = pick(random, forms);
    const { slots, answer } = form.draw(random, atlas);
    const worded = fourTexts(atlas, random, `${kind}/${form.name}`, form.frames, slots);
    return worded && { kind, hops: 0, relation: form.name, answer, support: [], ...worded };
  };
}
