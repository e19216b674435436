import type { FurtherFrames } from '../furtherFrames.ts';

/** What a relation is called in questions, from which further frames are made, and frames of its own. */
export interface AskedRelation {
  /** As in "the author of {s}". */
  readonly noun: string;
  readonly asks:
    | 'who'
    | 'what'
    | 'which town'
    | 'which river'
    | 'which mountain'
    | 'which region'
    | 'which country';
  readonly past?: true;
  /** About what a verb says; none of them held out. */
  readonly questions: readonly string[];
  /** Of the entity that is the value, where one can be asked through it. */
  readonly phrases?: readonly string[];
  /** Whether two can be asked to have it in common. */
  readonly same?: true;
  /** The fact as a clause, said of the object and of the subject, where it can be asked whether it is so. */
  readonly claims?: readonly [string, string];
  /** `is`: what the one that wins is ("is larger"); `quality` and `more`: what it has more of ("area", "greater"). */
  readonly compared?: { readonly is: string; readonly quality: string; readonly more: string };
}

/** By list, the frames of a relation. */
export function framesOf(relation: string, asked: AskedRelation): FurtherFrames {
  const { phrases, same, claims, compared } = asked;
  return {
    [`${relation}/question`]: questionsOf(asked),
    ...(phrases === undefined ? {} : { [`${relation}/phrase`]: [...phrasesOf(asked), ...phrases] }),
    ...(same === undefined ? {} : { [`${relation}/same`]: samesOf(asked) }),
    ...(claims === undefined ? {} : { [`${relation}/verify`]: verdictsOf(asked, claims) }),
    ...(compared === undefined ? {} : { [`${relation}/comparison`]: comparisonsOf(asked, compared) }),
  };
}

function questionsOf({ noun, asks, past, questions }: AskedRelation): readonly string[] {
  const be = past === true ? 'was' : 'is';
  const start = capital(asks);
  return [
    `About {s}: ${asks} ${be} the ${noun}?`,
    `Of {s}, ${asks} ${be} the ${noun}?`,
    `${start} ${be} given as the ${noun} of {s}?`,
    `Can you say ${asks} the ${noun} of {s} ${be}?`,
    `Do you know the ${noun} of {s}?`,
    `The ${noun} of {s}, ${asks} ${be} that?`,
    `${asks === 'who' ? 'Whom' : start} do the records name as the ${noun} of {s}?`,
    ...questions,
  ];
}

function phrasesOf({ noun }: AskedRelation): readonly string[] {
  return [`the ${noun} belonging to {s}`, `the ${noun} that {s} has`, `the ${noun} given for {s}`];
}

function samesOf({ noun, past }: AskedRelation): readonly string[] {
  const [have, had, be, do_] = past === true ? ['Had', 'had', 'Was', 'Did'] : ['Have', 'have', 'Is', 'Do'];
  return [
    `${be} there one ${noun} that both {a} and {b} ${had}?`,
    `${have} {a} and {b} one and the same ${noun}?`,
    `${be} the ${noun} of {a} the ${noun} of {b} too?`,
    `Can one say that {a} and {b} ${had} the same ${noun}?`,
    `${have} {a} and {b} their ${noun} in common?`,
    `${do_} {a} and {b} agree in their ${noun}?`,
  ];
}

function verdictsOf(
  { noun, past }: AskedRelation,
  [active, passive]: readonly [string, string],
): readonly string[] {
  return [
    `Can it be said that ${active}?`,
    `Is it so that ${passive}?`,
    `Do the records say that ${active}?`,
    `Do you agree that ${passive}?`,
    `May one say that ${active}?`,
    `${past === true ? 'Was' : 'Is'} it {o} that the records name as the ${noun} of {s}?`,
    `Should {o} be called the ${noun} of {s}?`,
    `${capital(active.replace('{o}', '{O}').replace(/^\{s\}/, '{S}'))}: is that right?`,
    `It is said that ${passive}: is it so?`,
  ];
}

function comparisonsOf(
  { noun, asks }: AskedRelation,
  { is, quality, more }: { readonly is: string; readonly quality: string; readonly more: string },
): readonly string[] {
  const which = noun === 'year of birth' || asks === 'who' ? 'who' : 'which';
  return [
    `${capital(which)} ${is}: {a} or {b}?`,
    `Out of {a} and {b}, ${which} ${is}?`,
    `If {a} and {b} are compared, ${which} ${is}?`,
    `Of the two, {a} and {b}, ${which} ${is}?`,
    `Set {a} beside {b}: ${which} ${is}?`,
    `Whose ${quality} is the ${more}, {a's} or {b's}?`,
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
