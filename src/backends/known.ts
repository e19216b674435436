import type { Known } from '../ports/backend.ts';

export const unknown: { readonly known: false } = { known: false };

/** A fact, where there is a value. */
export function known<T>(value: T | null | undefined): Known<T> {
  return value === null || value === undefined ? unknown : { known: true, value };
}
