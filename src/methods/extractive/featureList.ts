/** Features that are on, as hashes: a list that is filled, used and emptied again without allocating. */
export interface FeatureList {
  readonly ids: Int32Array;
  length: number;
}

/** More than any template file adds for the longest question. */
const room = 1024;

export function featureList(): FeatureList {
  return { ids: new Int32Array(room), length: 0 };
}

/** Appends a feature: a template's number with the values it is filled with. */
export function addFeature(list: FeatureList, template: number, a: number, b = 0, c = 0): void {
  let hash = Math.imul(template ^ Math.imul(a, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(b, 0xc2b2ae3d), 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 13) ^ Math.imul(c, 0x165667b1), 0x9e3779b1);
  list.ids[list.length++] = hash ^ (hash >>> 16);
}

/** The sum of the weights of a list's features; the weights' number is a power of two. */
export function sumWeights(list: FeatureList, weights: Float32Array): number {
  const mask = weights.length - 1;
  let sum = 0;
  for (let at = 0; at < list.length; at += 1) sum += weights[(list.ids[at] ?? 0) & mask] ?? 0;
  return sum;
}
