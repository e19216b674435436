import { RagstoneError } from '../../errors.ts';
import type { Token } from '../../ports/backend.ts';
import { familyScore } from './familyScore.ts';
import type { Scored } from './readings.ts';
import type { Settings } from './settings.ts';
import { type Family, relevance, support, utility } from './tokens.ts';

/** The scores of one segment. `total` is f of Eq. 3; its range says what untold probabilities leave open. */
export interface Critique {
  readonly relevance: number;
  readonly support: number;
  readonly utility: number;
  readonly sequence: number;
  readonly total: Scored;
}

const none: Scored = { value: 0, least: 0, most: 0 };

/**
 * f(y, d, Critique) = p(y|x, d) + Σ w·s (Eq. 3 and 4), as `run_short_form.py:96-157` reads it off a generation: IsRel
 * at the first position, IsSup and IsUse where the model first writes a token of theirs, 0 where it writes none.
 * `segment` is what is judged. The one utility token closes the whole answer, so it is looked for in `all` of the
 * generation. Without a passage only IsUse and p(y|x) count (Algorithm 1, branch *No*).
 */
export function critique(
  {
    segment,
    all,
    shown,
  }: { readonly segment: readonly Token[]; readonly all: readonly Token[]; readonly shown: boolean },
  { weights, sequenceScore }: Pick<Settings, 'weights' | 'sequenceScore'>,
): Critique {
  const parts = {
    relevance: shown ? scoreAt(segment[0], relevance) : none,
    support: shown ? scoreAt(firstOf(support, segment), support) : none,
    utility: scoreAt(firstOf(utility, all), utility),
  };
  const sequence = sequenceScoreOf(segment, sequenceScore);
  const total = (of: keyof Scored): number =>
    sequence +
    weights.relevance * parts.relevance[of] +
    weights.support * parts.support[of] +
    weights.utility * parts.utility[of];
  return {
    relevance: parts.relevance.value,
    support: parts.support.value,
    utility: parts.utility.value,
    sequence,
    total: { value: total('value'), least: total('least'), most: total('most') },
  };
}

function firstOf(family: Family, tokens: readonly Token[]): Token | undefined {
  return tokens.find(({ text }) => Object.hasOwn(family, text));
}

function scoreAt(token: Token | undefined, family: Family): Scored {
  return token?.watched === undefined ? none : familyScore(family, token.watched);
}

/**
 * exp of the mean ln p of the tokens (`run_short_form.py:96-100`; Eq. 3 has no mean), exp of their sum, or nothing.
 * Without tokens it is 1, as there.
 */
function sequenceScoreOf(tokens: readonly Token[], kind: Settings['sequenceScore']): number {
  if (kind === 'off') return 0;
  const sum = tokens.reduce((total, { logprob }) => {
    if (logprob !== undefined) return total + logprob;
    throw new RagstoneError(
      'unsupported',
      'The server tells no log-probability of the tokens that it generates: say "sequenceScore: off".',
    );
  }, 0);
  return Math.exp(kind === 'product' ? sum : sum / Math.max(1, tokens.length));
}
