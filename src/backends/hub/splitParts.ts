/**
 * The paths of all parts of a GGUF file that llama.cpp's `gguf-split` cut (`M-00001-of-00003.gguf`), the first first; a
 * file that is whole is its only part.
 */
export function splitParts(path: string): readonly string[] {
  const [, stem = '', total = ''] = /^(.*)-\d{5}-of-(\d{5})\.gguf$/.exec(path) ?? [];
  const count = Number(total);
  if (count === 0) return [path];
  return Array.from(
    { length: count },
    (_, n) => `${stem}-${String(n + 1).padStart(5, '0')}-of-${total}.gguf`,
  );
}
