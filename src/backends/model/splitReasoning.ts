/**
 * Splits off what a model thought aloud: `<think> … </think>` at the beginning, the same without its opening (chat
 * templates write it into the prompt), or without its end (the answer was cut: then all of it is thought).
 */
export function splitReasoning(text: string): { readonly text: string; readonly reasoning?: string } {
  const opened = /^\s*<think>/.exec(text);
  const start = opened?.[0].length ?? 0;
  const end = text.indexOf('</think>', start);
  if (end === -1 && opened === null) return { text };
  const thought = text.slice(start, end === -1 ? undefined : end).trim();
  const rest = end === -1 ? '' : text.slice(end + '</think>'.length).trimStart();
  return thought === '' ? { text: rest } : { text: rest, reasoning: thought };
}
