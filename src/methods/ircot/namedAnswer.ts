/**
 * The answer that a chain of thought names: what stands behind the last ` answer is` (with or without a colon) of a
 * line, without one full stop at its end; of several such lines the last. `undefined` when none does. The words must be
 * preceded by a space and followed by something (`answer_extractor_regex` of ircot @3c1820f698ee).
 */
export function namedAnswer(text: string): string | undefined {
  const lines = text.trim().split('\n');
  const found = lines.flatMap((line) => /^.* answer is:? (.*)$/.exec(line.trimEnd())?.[1] ?? []).at(-1);
  return found === undefined ? undefined : withoutFullStop(found);
}

/** The reader's answer: what it names, or else all it wrote; double quotes around it go first. */
export function readAnswer(text: string): string {
  const unquoted = /^"(.*)"$/su.exec(text.trim())?.[1] ?? text.trim();
  return namedAnswer(unquoted) ?? withoutFullStop(unquoted);
}

function withoutFullStop(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
