/**
 * Classes of words by their neighbours: the exchange algorithm for class bigram models (Kneser and Ney 1993; Martin,
 * Liermann and Ney 1998). Each word moves to the class that raises the likelihood of the text most; words that stand
 * in like places (names of towns, verbs in the past, months) end up together. Deterministic.
 * @param text word numbers from 0 to `words` − 1, frequent words first; −1 ends a sentence
 * @returns one class, from 0 to `classes` − 1, for each word
 */
export function clusterWords(text: Int32Array, words: number, classes: number, rounds: number): Uint8Array {
  const classOf = Uint8Array.from({ length: words }, (_, word) => word % classes);
  const { right, left } = neighbours(text, words);
  const sums = right.map((counts) => [...counts.values()].reduce(plus, 0));
  const sumsBefore = left.map((counts) => [...counts.values()].reduce(plus, 0));
  // How often a class stands before another, before any, after any.
  const pairs = new Float64Array(classes * classes);
  const firsts = new Float64Array(classes);
  const seconds = new Float64Array(classes);
  for (let word = 0; word < words; word += 1) {
    for (const [next, times] of right[word] ?? [])
      add(pairs, at(classOf, word) * classes + at(classOf, next), times);
    add(firsts, at(classOf, word), sums[word] ?? 0);
    add(seconds, at(classOf, word), sumsBefore[word] ?? 0);
  }
  const after = new Float64Array(classes);
  const before = new Float64Array(classes);

  const move = (word: number, group: number, sign: 1 | -1): void => {
    for (let other = 0; other < classes; other += 1) {
      add(pairs, group * classes + other, sign * at(after, other));
      add(pairs, other * classes + group, sign * at(before, other));
    }
    add(firsts, group, sign * (sums[word] ?? 0));
    add(seconds, group, sign * (sumsBefore[word] ?? 0));
  };
  const gainOf = (word: number, group: number): number => {
    let gain =
      -growth(at(firsts, group), sums[word] ?? 0) - growth(at(seconds, group), sumsBefore[word] ?? 0);
    for (let other = 0; other < classes; other += 1) {
      const follows = at(after, other);
      const precedes = at(before, other);
      if (other === group) gain += growth(at(pairs, group * classes + group), follows + precedes);
      else {
        if (follows > 0) gain += growth(at(pairs, group * classes + other), follows);
        if (precedes > 0) gain += growth(at(pairs, other * classes + group), precedes);
      }
    }
    return gain;
  };

  for (let round = 0; round < rounds; round += 1) {
    for (let word = 0; word < words; word += 1) {
      after.fill(0);
      before.fill(0);
      // A word's pairs with itself are few; they are counted with the class that it leaves.
      for (const [next, times] of right[word] ?? []) if (next !== word) add(after, at(classOf, next), times);
      for (const [last, times] of left[word] ?? []) if (last !== word) add(before, at(classOf, last), times);
      move(word, at(classOf, word), -1);
      let best = at(classOf, word);
      let bestGain = gainOf(word, best);
      for (let group = 0; group < classes; group += 1) {
        const gain = gainOf(word, group);
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = group;
      }
      classOf[word] = best;
      move(word, best, 1);
    }
  }
  return classOf;
}

type Counts = readonly ReadonlyMap<number, number>[];

function neighbours(text: Int32Array, words: number): { readonly right: Counts; readonly left: Counts } {
  const right = Array.from({ length: words }, () => new Map<number, number>());
  const left = Array.from({ length: words }, () => new Map<number, number>());
  for (let place = 0; place + 1 < text.length; place += 1) {
    const word = text[place] ?? -1;
    const next = text[place + 1] ?? -1;
    if (word < 0 || next < 0) continue;
    right[word]?.set(next, (right[word].get(next) ?? 0) + 1);
    left[next]?.set(word, (left[next].get(word) ?? 0) + 1);
  }
  return { right, left };
}

function at(array: Float64Array | Uint8Array, index: number): number {
  return array[index] ?? 0;
}

function add(array: Float64Array, index: number, value: number): void {
  array[index] = at(array, index) + value;
}

function plus(one: number, other: number): number {
  return one + other;
}

/** How much n·ln n grows when n grows by `more`. */
function growth(count: number, more: number): number {
  return plogp(count + more) - plogp(count);
}

function plogp(count: number): number {
  return count > 0 ? count * Math.log(count) : 0;
}
