import { RagstoneError } from '../errors.ts';
import { nearestName } from '../io/nearestName.ts';
import type { ListName, PassageLists, TurnName } from '../ports/listName.ts';
import type { Ranked } from '../ports/passage.ts';
import type { Scorer } from '../ports/scorer.ts';
import { loadMeasures } from './loadMeasures.ts';
import type { ListMeasure, Measure } from './measure.ts';
import { formatScorerName, parseScorerName, type ScorerName } from './scorerName.ts';

const lists: readonly ListName[] = ['first', 'evidence', 'shown'];

/**
 * The scorer of that name.
 * @throws RagstoneError `unknown-name`, with the nearest name there is.
 */
export async function findScorer(name: string): Promise<Scorer> {
  const measures = await loadMeasures();
  const parts = parseScorerName(name);
  const scorer =
    parts && measures.map((measure) => scorerOf(measure, parts)).find((made) => made !== undefined);
  if (scorer !== undefined) return scorer;
  const nearest = nearestName(
    name,
    measures.flatMap((measure) => namesOf(measure, /@(\d+)\//u.exec(name)?.[1])),
  );
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  throw new RagstoneError(
    'unknown-name',
    `There is no scorer "${name}".${hint} Names are measure/variant@version for answers, such as em/hotpot@1, and ` +
      'measure[@k]/variant/list@version for passages, such as recall@5/title/evidence@1, with one of the lists ' +
      'first, evidence, shown and turn1, turn2 and so on.',
    { input: name },
  );
}

function scorerOf(measure: Measure, name: ScorerName): Scorer | undefined {
  const same =
    measure.measure === name.measure && measure.variant === name.variant && measure.version === name.version;
  if (!same) return undefined;
  if (measure.over === 'list') return name.list && listScorer(measure, name, name.list);
  if (name.list !== undefined || name.k !== undefined) return undefined;
  const { needs, values, source } = measure;
  return { name: formatScorerName(name), needs, values, source, score: measure.score };
}

function listScorer(
  { values, source, score, needs = [] }: ListMeasure,
  name: ScorerName,
  list: ListName | TurnName,
): Scorer {
  return {
    name: formatScorerName(name),
    needs: ['evidence', ...needs],
    values,
    source,
    score: (input) => {
      const passages = listOf(input.lists, list);
      if (passages === undefined) return { notApplicable: 'the system works in one round' };
      return score(passages.slice(0, name.k), name.k, input);
    },
  };
}

/** A list by its name; after the last turn, a list by turn stays as it is. */
function listOf(from: PassageLists<Ranked>, name: ListName | TurnName): readonly Ranked[] | undefined {
  if (name === 'first' || name === 'evidence' || name === 'shown') return from[name];
  const held = from.turns?.slice(0, Number(name.slice('turn'.length))).flat();
  return held && [...new Map(held.map((ranked) => [ranked.passage.id, ranked])).values()];
}

/** All names of one measure with the `k` that was asked for, to suggest one from. */
function namesOf(measure: Measure, asked: string | undefined): readonly string[] {
  if (measure.over === 'answer') return [formatScorerName(measure)];
  const { measure: name, variant, version } = measure;
  const k = asked === undefined ? {} : { k: Number(asked) };
  return lists.map((list) => formatScorerName({ measure: name, ...k, variant, list, version }));
}
