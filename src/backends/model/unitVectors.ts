/** Whether there are vectors and all have length 1. */
export function areUnit(vectors: readonly Float32Array[]): boolean {
  return vectors.length > 0 && vectors.every((vector) => Math.abs(norm(vector) - 1) < 1e-4);
}

/** The vector at length 1; a vector of zeros stays as it is. */
export function asUnit(vector: Float32Array): Float32Array {
  const length = norm(vector);
  if (length === 0 || Math.abs(length - 1) < 1e-6) return vector;
  return vector.map((value) => value / length);
}

function norm(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
