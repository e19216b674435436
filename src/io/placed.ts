import type { FaultPlace } from '../errors.ts';

/** A value and where it was read, for the errors of those who look into it. */
export interface Placed<T> {
  readonly value: T;
  readonly place: FaultPlace;
}
