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
  if (tokenizer === undefined) return { least: words(texts), most: Infinity, counted: false };
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

/** No usual tokenizer puts two words that are set apart by white space into one token. */
function words(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0), 0);
}
