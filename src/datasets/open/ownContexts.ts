import type { Corpus, Dataset } from '../../ports/dataset.ts';
import { unionOfContexts } from '../reading/unionOfContexts.ts';

/** The questions whose contexts may make up a corpus. */
export type Asking = Pick<Dataset, 'name' | 'files' | 'questions'>;

/** Questions that are looked at for a context: in a mixed file the first may be without. */
const lookedAt = 20;

/** The union of the questions' own contexts as a corpus; `undefined` where the first twenty questions bring none. */
export async function ownContexts(asking: Asking, signal: AbortSignal): Promise<Corpus | undefined> {
  let left = lookedAt;
  for await (const { context } of asking.questions(signal)) {
    if (context !== undefined && context.length > 0) {
      return {
        name: `${asking.name}-contexts`,
        files: asking.files,
        passages: (its) => unionOfContexts(asking.questions(its)),
      };
    }
    left -= 1;
    if (left === 0) break;
  }
  return undefined;
}
