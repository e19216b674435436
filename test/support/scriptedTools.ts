import type { Passage } from '../../src/ports/passage.ts';
import type { Roles } from '../../src/ports/roles.ts';
import type { StageKind, Tools } from '../../src/ports/tools.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

/** What a method did with scripted tools. */
export interface Script {
  readonly tools: Tools<Roles>;
  readonly searches: { readonly query: string; readonly k: number }[];
  readonly decisions: {
    readonly what: string;
    readonly chosen: string;
    readonly because: Readonly<Record<string, number | string>>;
  }[];
  readonly stages: StageKind[];
}

/** Tools for a method without models: every search finds the first `k` of the given passages, scored by rank. */
export function scriptedTools(passages: readonly Passage[]): Script {
  const searches: Script['searches'] = [];
  const decisions: Script['decisions'] = [];
  const stages: StageKind[] = [];
  const noModel = (): never => {
    throw new Error('These tools have no models.');
  };
  const tools: Tools<Roles> = {
    signal: new AbortController().signal,
    random: keyedRandom(1, 'scripted tools'),
    left: () => ({ calls: Infinity, contextTokens: Infinity, outputTokens: Infinity }),
    retrieve: async (query, k, options) => {
      searches.push({ query, k });
      const allowed = passages.filter(({ id }) => options?.without?.has(id) !== true);
      return allowed.slice(0, k).map((passage, rank) => ({ passage, score: -rank }));
    },
    generate: async () => noModel(),
    embed: async () => noModel(),
    rerank: async () => noModel(),
    fit: async () => noModel(),
    keep: () => {},
    within: async (kind, _label, work) => {
      stages.push(kind);
      return work(tools);
    },
    decide: (what, chosen, because) => {
      decisions.push({ what, chosen, because });
    },
  };
  return { tools, searches, decisions, stages };
}
