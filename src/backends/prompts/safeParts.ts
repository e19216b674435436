import type { Part } from '../../ports/prompt.ts';
import { controlCandidates, neutralise, wellKnownControls } from './neutralise.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * Parts whose texts cannot become control tokens where the server parses them: those of the request, the well-known
 * ones, and whatever the model's own tokenizer reads as one token are taken apart.
 */
export async function safeParts(
  parts: readonly Part[],
  controls: readonly string[],
  tokenizer: Tokenizer | undefined,
  signal: AbortSignal,
): Promise<readonly Part[]> {
  const safe: Part[] = [];
  for (const part of joinedTexts(parts)) {
    if ('text' in part) {
      const real = tokenizer === undefined ? [] : await realControls(part.text, tokenizer, signal);
      safe.push({ text: neutralise(part.text, [...controls, ...wellKnownControls(part.text), ...real]) });
    } else safe.push(part);
  }
  return safe;
}

async function realControls(
  text: string,
  tokenizer: Tokenizer,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const candidates = controlCandidates(text);
  const real = await Promise.all(candidates.map((each) => tokenizer.isControl(each, signal)));
  return candidates.filter((_, n) => real[n]);
}

/** A control token could be spread over two texts that meet. */
function joinedTexts(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if ('text' in part && last !== undefined && 'text' in last) {
      joined[joined.length - 1] = { text: last.text + part.text };
    } else joined.push(part);
  }
  return joined;
}
