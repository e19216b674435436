import { reflectionTokens } from './tokens.ts';

const controls = [...reflectionTokens, '</s>', '<|endoftext|>'];

/**
 * A generation without control tokens, trimmed: `postprocess_answer_option_conditioned` of `run_short_form.py:36-48`,
 * which leaves `[Continue to Use Evidence]` and a leading blank.
 */
export function cleanText(raw: string): string {
  let text = raw;
  // Taking one out may complete another; each round shortens the text, so there is a last one.
  while (controls.some((token) => text.includes(token))) {
    for (const token of controls) text = text.replaceAll(token, '');
  }
  return text.trim();
}

/** The same without line breaks, as the script compares the answers of closed questions. */
export function cleanLine(raw: string): string {
  return cleanText(raw).replaceAll('\n', '');
}
