import type { ScannedWords } from '../analysers/wordScanner.ts';
import { unitsText } from '../arrays/unitsText.ts';

/** Remembers a number for each word, without a string for words that are known. */
export interface WordNumbers {
  /** The number of a scanned word. */
  of(words: ScannedWords, word: number): number;
}

// What a slot of the table holds, side by side in one line of the processor's cache. Without a length it is empty.
const slotNumbers = 4;
const [hashIn, lengthIn, poolIn, numberIn] = [0, 1, 2, 3];

/**
 * An open hash table over UTF-16 units. Past `limit` words it forgets all of them and starts again: cheaper than
 * tracking which was used last, and the frequent words are back at once.
 * @param compute The number of a word seen for the first time: an integer from -1 on.
 */
export function wordNumbers(compute: (word: string) => number, limit = 1_048_576): WordNumbers {
  let mask = 1023;
  let slots = new Int32Array((mask + 1) * slotNumbers);
  let pool = new Uint16Array(8192);
  let pooled = 0;
  let known = 0;

  function learn({ units }: ScannedWords, from: number, to: number, hash: number): number {
    const word = units.subarray(from, to);
    const number = compute(unitsText(word));
    if (known === limit) forget();
    if (2 * known > mask) grow();
    if (pooled + word.length > pool.length) pool = larger(pool, pooled + word.length);
    pool.set(word, pooled);
    place(slots, mask, Int32Array.of(hash, word.length, pooled, number + 1));
    pooled += word.length;
    known++;
    return number;
  }

  function forget(): void {
    slots.fill(0);
    [pooled, known] = [0, 0];
  }

  function grow(): void {
    const wider = 2 * mask + 1;
    const moved = new Int32Array((wider + 1) * slotNumbers);
    for (let at = 0; at < slots.length; at += slotNumbers) {
      if (slots[at + lengthIn] !== 0) place(moved, wider, slots.subarray(at, at + slotNumbers));
    }
    slots = moved;
    mask = wider;
  }

  return {
    of(words, word) {
      const { units } = words;
      const hash = words.hashes[word] ?? 0;
      const from = words.starts[word] ?? 0;
      const length = (words.ends[word] ?? 0) - from;
      for (let slot = firstSlot(hash, mask); ; slot = (slot + 1) & mask) {
        const at = slot * slotNumbers;
        const held = slots[at + lengthIn] ?? 0;
        if (held === 0) return learn(words, from, from + length, hash);
        if (held !== length || slots[at + hashIn] !== hash) continue;
        const start = slots[at + poolIn] ?? 0;
        let same = 0;
        while (same < length && pool[start + same] === units[from + same]) same++;
        if (same === length) return (slots[at + numberIn] ?? 0) - 1;
      }
    },
  };
}

function firstSlot(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) & mask;
}

function place(slots: Int32Array, mask: number, entry: Int32Array): void {
  let slot = firstSlot(entry[hashIn] ?? 0, mask);
  while (slots[slot * slotNumbers + lengthIn] !== 0) slot = (slot + 1) & mask;
  slots.set(entry, slot * slotNumbers);
}

function larger(values: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(2 * length);
  grown.set(values);
  return grown;
}
