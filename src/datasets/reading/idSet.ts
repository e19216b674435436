/** Remembers which ids were seen, in little memory. */
export interface IdSet {
  /** Remembers an id. False when it was probably seen before: exact for plain integers, a 64-bit hash for the rest. */
  add(id: string): boolean;
}

/** Integers below this are kept as bits. */
const bitLimit = 2 ** 28;

/**
 * An empty set of ids. Plain integers below 2^28 take one bit each (at most 32 MB for all), other ids 12 to 24 bytes:
 * 21 million numbered passages need 4 MB, 21 million others 256 MB.
 */
export function idSet(): IdSet {
  let bits = new Uint32Array(1024);
  let table = new Uint32Array(2 * 1024);
  let size = 0;

  const addInteger = (id: number): boolean => {
    const word = id >>> 5;
    if (word >= bits.length) {
      const grown = new Uint32Array(Math.max(bits.length * 2, word + 1));
      grown.set(bits);
      bits = grown;
    }
    const mask = 1 << (id & 31);
    if (((bits[word] ?? 0) & mask) !== 0) return false;
    bits[word] = (bits[word] ?? 0) | mask;
    return true;
  };

  const addHash = (high: number, low: number): boolean => {
    const slots = table.length / 2;
    for (let slot = low & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = 2 * slot;
      if (table[at] === 0 && table[at + 1] === 0) {
        table[at] = high;
        table[at + 1] = low;
        size++;
        return true;
      }
      if (table[at] === high && table[at + 1] === low) return false;
    }
  };

  const grow = (): void => {
    const old = table;
    table = new Uint32Array(old.length * 2);
    size = 0;
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at] ?? 0;
      const low = old[at + 1] ?? 0;
      if (high !== 0 || low !== 0) addHash(high, low);
    }
  };

  return {
    add(id) {
      if (/^(?:0|[1-9]\d{0,8})$/.test(id) && Number(id) < bitLimit) return addInteger(Number(id));
      // Two thirds full: longer runs of taken slots would cost more than the memory saved.
      if (size * 3 >= table.length) grow();
      const [high, low] = hash64(id);
      return addHash(high, low);
    },
  };
}

/** Two 32-bit hashes of a text (multiply and xor over UTF-16 units, MurmurHash3's finaliser), never both 0. */
function hash64(text: string): readonly [number, number] {
  let high = 0x9e3779b9 ^ text.length;
  let low = 0x85ebca6b;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5bd1e995) + (high >>> 15);
  }
  return [(mixed(high ^ low) | 1) >>> 0, mixed(low)];
}

function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
