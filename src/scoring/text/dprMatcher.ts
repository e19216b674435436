import { lower } from '../python/lower.ts';
import { dprTokens } from './dprTokens.ts';

/**
 * DPR's `has_answer`: whether one of the answers occurs in a text as a contiguous run of tokens. An answer without
 * tokens is in every text. Compile once for a question's many passages: a text is cut into tokens only where it
 * contains some answer's longest token as a stretch of characters, which few passages do.
 */
export function dprMatcher(answers: readonly string[]): (text: string) => boolean {
  const runs = new Map(answers.map((answer) => dprTokens(answer)).map((tokens) => [spaced(tokens), tokens]));
  if (runs.has(spaced([]))) return () => true;
  const needles = [...runs].map(([run, tokens]) => ({ run, clue: withoutFinalSigma(longest(tokens)) }));
  return (text) => {
    const folded = withoutFinalSigma(lower(text.normalize('NFD')));
    const likely = needles.filter(({ clue }) => folded.includes(clue));
    if (likely.length === 0) return false;
    const tokens = spaced(dprTokens(text));
    return likely.some(({ run }) => tokens.includes(run));
  };
}

/** Tokens between blanks, which no token contains: runs of tokens become stretches of characters. */
function spaced(tokens: readonly string[]): string {
  return ` ${tokens.map((token) => `${token} `).join('')}`;
}

function longest(tokens: readonly string[]): string {
  return tokens.reduce((best, token) => (token.length > best.length ? token : best), '');
}

/** Whether a sigma is final depends on what surrounds it, which differs between a token and its text. */
function withoutFinalSigma(text: string): string {
  return text.replaceAll('ς', 'σ');
}
