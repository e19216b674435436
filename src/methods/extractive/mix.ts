/** Mixes a number into a 32-bit hash: integers only, the same on every platform. */
export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ Math.imul(value + 0x7f4a7c15, 0x85ebca6b), 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}

/** A 32-bit hash of a string's UTF-16 units. */
export function mixString(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return mix(hash, text.length);
}
