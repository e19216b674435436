import { parseScorerName, type ScorerName } from '../../scoring/scorerName.ts';

/**
 * Short headings for scorers: `EM`, `F1`, `Recall@5 evidence`. The variant is added where two scorers would be called
 * the same, the whole name where that does not help or is not a scorer's name of the usual form.
 */
export function scorerLabels(scorers: readonly string[]): ReadonlyMap<string, string> {
  const named = scorers.map((scorer) => ({ scorer, name: parseScorerName(scorer) }));
  const tries = [short, withVariant];
  return new Map(
    named.map(({ scorer, name }) => {
      if (name === undefined) return [scorer, scorer];
      const label = tries.find((attempt) => {
        const same = named.filter(
          (other) => other.name !== undefined && attempt(other.name) === attempt(name),
        );
        return same.length === 1;
      });
      return [scorer, label === undefined ? scorer : label(name)];
    }),
  );
}

function short({ measure, k, list }: ScorerName): string {
  return [`${capitalised(measure)}${k === undefined ? '' : `@${k}`}`, list]
    .filter((part) => part !== undefined)
    .join(' ');
}

function withVariant(name: ScorerName): string {
  return `${short(name)} (${name.variant})`;
}

/** Abbreviations in capitals, words with a first one: `SP-EM`, `Joint-F1`, `All-found`. */
function capitalised(measure: string): string {
  const [first = '', ...others] = measure
    .split('-')
    .map((word) => (/^(?:em|f1|sp|mrr|ndcg)$/.test(word) ? word.toUpperCase() : word));
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join('-');
}
