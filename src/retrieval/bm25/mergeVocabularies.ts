/** The terms of both lists, each once, ascending as they are. */
export function mergeVocabularies(a: readonly string[], b: readonly string[]): readonly string[] {
  const merged: string[] = [];
  let [left, right] = [0, 0];
  for (;;) {
    const own = a[left];
    const other = b[right];
    if (own === undefined) return [...merged, ...b.slice(right)];
    if (other === undefined) return [...merged, ...a.slice(left)];
    if (own <= other) left++;
    if (other <= own) right++;
    merged.push(own <= other ? own : other);
  }
}

/** Of each term its place in `all`; both ascend, and `all` holds every term. */
export function placesOf(terms: readonly string[], all: readonly string[]): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(terms.length);
  let place = 0;
  for (const [at, term] of terms.entries()) {
    while (place < all.length && all[place] !== term) place++;
    places[at] = place;
  }
  return places;
}
