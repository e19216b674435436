import { commonForms } from '../../datasets/atlas/asking/common.ts';
import { selfContainedForms } from '../../datasets/atlas/asking/selfContained.ts';
import { wordingsOf } from '../../datasets/atlas/wordings/wordingsOf.ts';

/** All lists of frames that a world chooses from, by the id that `allows` is asked with less the number at its end. */
export function frameLists(): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const [kind, { alias, relations }] of Object.entries(wordingsOf)) {
    lists.set(`${kind}/alias`, alias);
    for (const [relation, words] of Object.entries(relations)) {
      lists.set(`${relation}/statement`, words.statements);
      lists.set(`${relation}/question`, words.questions);
      lists.set(`${relation}/phrase`, words.phrases ?? []);
      lists.set(`${relation}/comparison`, words.comparisons?.questions ?? []);
      lists.set(`${relation}/same`, words.same ?? []);
      lists.set(`${relation}/verify`, words.verify ?? []);
    }
  }
  for (const { name, frames } of commonForms) lists.set(`common/${name}`, frames);
  for (const { name, frames } of selfContainedForms) lists.set(`self-contained/${name}`, frames);
  return lists;
}
