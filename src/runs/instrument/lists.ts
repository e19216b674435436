import type { Ranked } from '../../ports/passage.ts';
import type { ListName } from '../../ports/listName.ts';

/** The lists that retrieval measures name, gathered while a method works. */
export interface Lists {
  searched(found: readonly Ranked[]): void;
  showed(passages: readonly Ranked[]): void;
  /** `evidence` is what the answer names; it counts as shown. */
  finish(evidence: readonly Ranked[]): Readonly<Record<ListName, readonly Ranked[]>>;
}

export function lists(): Lists {
  let first: readonly Ranked[] | undefined;
  const shown = new Map<string, Ranked>();
  const see = (passages: readonly Ranked[]): void => {
    for (const ranked of passages) if (!shown.has(ranked.passage.id)) shown.set(ranked.passage.id, ranked);
  };
  return {
    searched: (found) => {
      first ??= found;
    },
    showed: see,
    finish(evidence) {
      see(evidence);
      return { first: first ?? [], evidence, shown: [...shown.values()] };
    },
  };
}
