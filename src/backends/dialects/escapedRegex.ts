/** Text as a regular expression that matches it only, in every dialect that servers use (Rust, Python, outlines). */
export function escapedRegex(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
