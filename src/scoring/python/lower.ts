/**
 * A capital sigma that ends a word, by Unicode 14: U+0295 was a cased letter and U+1171E a mark that case ignores, and
 * neither is any more.
 */
const finalSigma =
  /(?<=[[\p{Cased}\u0295]--\p{Case_Ignorable}][\p{Case_Ignorable}\u{1171e}]*)Σ(?![\p{Case_Ignorable}\u{1171e}]*[[\p{Cased}\u0295]--\p{Case_Ignorable}])/gv;

/** Python 3.11's `text.lower()`. It differs from `toLowerCase` in the sigmas beside those two characters only. */
export function lower(text: string): string {
  if (!text.includes('Σ')) return text.toLowerCase();
  return text.replaceAll(finalSigma, 'ς').replaceAll('Σ', 'σ').toLowerCase();
}
