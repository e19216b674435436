import type { Environment } from '../ports/environment.ts';

/** An approximate index, built again with other random choices, the `n`-th time; exact indexes have none to make. */
export function rebuiltIndex(n: number): Environment {
  return {
    id: `rebuild-${n}`,
    summary: `approximate index built again, ${n}`,
    changes: 'retrieval',
    rebuild: n,
  };
}
