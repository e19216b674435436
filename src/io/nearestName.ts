/**
 * The candidate that was most likely meant by `name`: the one with the least Levenshtein distance, ignoring case,
 * the earlier one of equals. `undefined` when none is near: more than a third of the longer name would have to change
 * (names of up to five characters may differ in two).
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const distance = levenshtein(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(2, Math.floor(Math.max(name.length, candidate.length) / 3));
    if (distance < least && distance <= allowed) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** The least number of insertions, deletions and replacements of UTF-16 units that turn `a` into `b`. */
function levenshtein(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
