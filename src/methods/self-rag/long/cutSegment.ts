import type { Generation, Token } from '../../../ports/backend.ts';
import { retrieveTokens, utility } from '../tokens.ts';

/** A generation up to where the next segment begins. */
export interface CutSegment {
  readonly raw: string;
  readonly tokens: readonly Token[];
  /** The retrieval token that begins the next segment; `undefined` where the answer ends here. */
  readonly boundary: Token | undefined;
}

/**
 * The first segment of a generation: up to the first retrieval token, behind the first position, that `begins` the
 * next one. A utility token ends the answer, whatever follows.
 */
export function cutSegment(
  { text, tokens = [] }: Pick<Generation, 'text' | 'tokens'>,
  begins: (token: Token) => boolean,
): CutSegment {
  const at = tokens.findIndex((token, n) => n > 0 && isRetrieve(token.text) && begins(token));
  const boundary = tokens[at];
  if (boundary === undefined) return { raw: text, tokens, boundary };
  const before = tokens.slice(0, at);
  const raw = textBefore(text, before.filter((token) => isRetrieve(token.text)).length);
  const ended = before.some((token) => Object.hasOwn(utility, token.text));
  return { raw, tokens: before, boundary: ended ? undefined : boundary };
}

/** The text before its retrieval token number `n`, from 0. Texts of single tokens need not add up to the whole. */
function textBefore(text: string, n: number): string {
  let end = -1;
  for (let count = 0; count <= n; count++) {
    const next = retrieveTokens.map((token) => text.indexOf(token, end + 1)).filter((index) => index > end);
    if (next.length === 0) return text;
    end = Math.min(...next);
  }
  return text.slice(0, end);
}

function isRetrieve(text: string): boolean {
  return retrieveTokens.some((token) => token === text);
}
