import { RagstoneError } from '../../errors.ts';
import type { Retriever } from '../../ports/retriever.ts';

type Fingerprint = Retriever['fingerprint'];

/** What a fingerprint says of the corpus: parts of one retriever must agree on it. */
const corpusFields: readonly string[] = ['corpus', 'passages', 'sha256', 'windowWords'];

/**
 * The fingerprint of a retriever made of others: the corpus once, its own parameters, then all that the parts say of
 * themselves as `part1.analyser`, `part2.part1.k1` and so on.
 * The same passages may have several names: then the first is told.
 * @throws RagstoneError `mismatch` when parts search different passages: their ids would not mean the same
 */
export function combinedFingerprint(own: Fingerprint, parts: readonly Retriever[]): Fingerprint {
  const told = parts.flatMap(({ fingerprint }, n) =>
    Object.entries(fingerprint).map(([name, value]) => ({ name, value, part: n + 1 })),
  );
  const isKnownContent = parts.every(({ fingerprint }) => 'sha256' in fingerprint);
  const corpus = new Map<string, string | number>();
  for (const { name, value, part } of told.filter(({ name: each }) => corpusFields.includes(each))) {
    const before = corpus.get(name) ?? value;
    if (before !== value && !(name === 'corpus' && isKnownContent))
      throw otherCorpus(name, before, value, part);
    corpus.set(name, before);
  }
  const rest = told
    .filter(({ name }) => !corpusFields.includes(name))
    .map(({ name, value, part }) => [`part${part}.${name}`, value] as const);
  return { ...own, ...Object.fromEntries(corpus), ...Object.fromEntries(rest) };
}

function otherCorpus(
  field: string,
  before: string | number,
  found: string | number,
  part: number,
): RagstoneError {
  return new RagstoneError(
    'mismatch',
    `Retrievers can be combined over the same passages only: part ${part} has the ${field} ${JSON.stringify(found)}, ` +
      `a part before it ${JSON.stringify(before)}. Give them the same corpus.`,
    { input: found },
  );
}
