/** The 29 characters at which Python's `str.split()` splits: `\s` has U+FEFF too, and lacks U+001C to 1F and U+0085. */
const whiteSpace = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

/** Python's `text.split()`: the stretches between white space, none of them empty. */
export function splitWhiteSpace(text: string): readonly string[] {
  return text.split(whiteSpace).filter((part) => part !== '');
}
