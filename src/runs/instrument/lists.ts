import type { Ranked } from '../../ports/passage.ts';
import type { PassageLists } from '../../ports/listName.ts';

/** The lists that retrieval measures name, gathered while a method works. */
export interface Lists {
  searched(found: readonly Ranked[]): void;
  showed(passages: readonly Ranked[]): void;
  /** A round begins: what is searched and kept from here on belongs to it. */
  turned(): void;
  /** What the round goes on with, in place of what it found. */
  kept(passages: readonly Ranked[]): void;
  /** `evidence` is what the answer names; it counts as shown. */
  finish(evidence: readonly Ranked[]): PassageLists<Ranked>;
}

export function lists(): Lists {
  let first: readonly Ranked[] | undefined;
  const shown = new Map<string, Ranked>();
  const turns: { found: Ranked[]; kept: Ranked[] | undefined }[] = [];
  const see = (passages: readonly Ranked[]): void => {
    for (const ranked of passages) if (!shown.has(ranked.passage.id)) shown.set(ranked.passage.id, ranked);
  };
  return {
    searched: (found) => {
      first ??= found;
      turns.at(-1)?.found.push(...found);
    },
    showed: see,
    turned: () => {
      turns.push({ found: [], kept: undefined });
    },
    kept: (passages) => {
      const turn = turns.at(-1);
      if (turn !== undefined) turn.kept = [...(turn.kept ?? []), ...passages];
    },
    finish(evidence) {
      see(evidence);
      const held = turns.map(({ found, kept }) => kept ?? found);
      return {
        first: first ?? [],
        evidence,
        shown: [...shown.values()],
        ...(held.length > 0 && { turns: held }),
      };
    },
  };
}
