import type { FactValue } from '../entity.ts';

/** Two facts say the same. */
export function sameValue(a: FactValue, b: FactValue): boolean {
  if ('entity' in a) {
    if (!('entity' in b)) return false;
    return (
      a.entity.country === b.entity.country && a.entity.kind === b.entity.kind && a.entity.n === b.entity.n
    );
  }
  return !('entity' in b) && a.text === b.text;
}
