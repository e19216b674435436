/**
 * Text from outside made harmless for a terminal: control characters (but line feed and tab) and bidirectional
 * marks become U+FFFD.
 */
export function terminalSafe(text: string): string {
  return text.replaceAll(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\uFFFD',
  );
}
