/**
 * Which list of passages a retrieval measure looks at. `first` = the first search; `evidence` = what the last
 * generation was shown; `shown` = all distinct passages shown, in order of first sight.
 */
export type ListName = 'first' | 'evidence' | 'shown';

/** `turn2` = all that a method with several rounds held after its second: the progress by turn. */
export type TurnName = `turn${number}`;

/** The lists of one record. */
export interface PassageLists<P> extends Readonly<Record<ListName, readonly P[]>> {
  /** What each round went on with, in order; absent for a method without rounds. */
  readonly turns?: readonly (readonly P[])[];
}
