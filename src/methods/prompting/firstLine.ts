/** The first line that is not blank, trimmed: what a short-answer prompt asks for. Empty when there is none. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  );
}
