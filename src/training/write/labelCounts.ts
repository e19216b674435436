import type { Labels } from '../trainingTree.ts';

/** How often each value occurs, by what it is a value of. */
export type LabelCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Labels with so many values that counting them says nothing. */
const uncounted: ReadonlySet<string> = new Set(['answers', 'relation']);

/** Counts values as they come. */
export interface LabelCounter {
  add(label: string, value: string): void;
  addAll(labels: Labels): void;
  counts(): LabelCounts;
}

/** An empty count. Of lists each value counts; `yes-no` holds what questions of that kind are answered with. */
export function labelCounter(): LabelCounter {
  const all = new Map<string, Map<string, number>>();
  const add = (label: string, value: string): void => {
    const values = all.get(label) ?? new Map<string, number>();
    values.set(value, (values.get(value) ?? 0) + 1);
    all.set(label, values);
  };
  return {
    add,
    addAll(labels) {
      for (const [label, value] of Object.entries(labels)) {
        if (uncounted.has(label)) continue;
        for (const each of typeof value === 'object' ? value : [value]) add(label, String(each));
      }
      if (labels.kind === 'yes-no') add('yes-no', labels.answers[0] ?? '');
    },
    counts: () =>
      Object.fromEntries(sorted(all).map(([label, values]) => [label, Object.fromEntries(sorted(values))])),
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
