import type { Environment } from '../ports/environment.ts';

/** The question as it stands, over the corpus as it stands. */
export const original: Environment = {
  id: 'original',
  summary: 'the questions in their own wording',
  changes: 'nothing',
};
