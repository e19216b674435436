import { RagstoneError } from '../../errors.ts';

/** @throws RagstoneError `usage` when more passages are asked for than a combination looks at. */
export function refuseDeeper(retriever: string, k: number, depth: number): void {
  if (k <= depth) return;
  throw new RagstoneError(
    'usage',
    `${k} passages are asked of the retriever "${retriever}", which looks at the first ${depth} of each part: give it depth: ${k} or more.`,
    { input: k },
  );
}
