/**
 * Lower case, code point by code point, as Lucene's LowerCaseFilter does: `toLowerCase` differs in two places, the
 * final sigma and the dotted capital I.
 */
export function lowerCase(text: string): string {
  const plain = /[\u0130\u03A3]/.test(text)
    ? text.replaceAll('\u0130', 'i').replaceAll('\u03A3', '\u03C3')
    : text;
  return plain.toLowerCase();
}
