import { setImmediate as nextTurn } from 'node:timers/promises';
import { backendFault } from '../fault.ts';
import type { SentPrompt } from '../dialects/ask.ts';
import type { Tokenizer } from './tokenizer.ts';

/** The least and the greatest number of tokens that an honest server counts in a prompt. */
export interface ExpectedCount {
  readonly least: number;
  readonly most: number;
  /** Whether our tokens were counted; otherwise `least` is the number of words. */
  readonly counted: boolean;
}

/**
 * What a server must count: for a text prompt our own count, but for the sequence's first token; for a chat prompt at
 * least the sum of its contents.
 */
export async function expectedCount(
  sent: SentPrompt,
  tokenizer: Tokenizer | undefined,
  signal: AbortSignal,
): Promise<ExpectedCount> {
  if (sent.as === 'ids') return around(sent.ids.length);
  // Templates trim.
  const texts = sent.as === 'text' ? [sent.text] : sent.messages.map(({ content }) => content.trim());
  if (tokenizer === undefined) {
    // When other prompts have been sent: nothing waits for this number before there is an answer.
    await nextTurn();
    return { least: words(texts), most: Infinity, counted: false };
  }
  if (sent.as === 'text') return around(await tokenizer.count(sent.text, signal));
  const counts = await Promise.all(
    texts.filter((text) => text !== '').map((text) => tokenizer.count(text, signal)),
  );
  return { least: counts.reduce((sum, count) => sum + count, 0), most: Infinity, counted: true };
}

/** @throws RagstoneError `backend` (truncated) when the server read another prompt than was sent */
export function checkPromptCount({ least, most }: ExpectedCount, told: number): void {
  if (told >= least && told <= most) return;
  throw backendFault(
    'truncated',
    `The server counted ${told} tokens in a prompt that has ${most === Infinity ? `at least ${least}` : least + 1}: it did not read the prompt as it was sent. Give it a longer context, or turn its truncation off.`,
  );
}

function around(count: number): ExpectedCount {
  return { least: count - 1, most: count + 1, counted: true };
}

/**
 * Words set apart by white space: no usual tokenizer puts two of them into one token. Blanks beyond ASCII join words,
 * which only lowers the bound. Runs over every character of every prompt: kept free of calls.
 */
function words(texts: readonly string[]): number {
  let count = 0;
  for (const text of texts) {
    let blank = true;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      // Letters, digits and all beyond ASCII; punctuation may hang on to the word before.
      const lower = code | 0x20;
      const begins = (lower > 0x60 && lower < 0x7b) || (code > 0x2f && code < 0x3a) || code > 0x7f;
      if (blank && begins) count++;
      blank = code <= 0x20;
    }
  }
  return count;
}
