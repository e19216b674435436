import { RagstoneError } from '../../errors.ts';
import type { Watched } from '../../ports/backend.ts';
import { readings, type Reading, scoreOf } from './readings.ts';
import type { Settings } from './settings.ts';
import { continueEvidence, noRetrieval, retrieval, retrieveTokens } from './tokens.ts';

/** Whether to retrieve, and what it rests on. */
export interface RetrievalDecision {
  readonly retrieve: boolean;
  /** Whether the model would rather go on with the evidence it has than without any. */
  readonly goOn: boolean;
  /** For the record: ln p of each token that was told, the quotient, and whether an untold token could change it. */
  readonly because: Readonly<Record<string, number | string>>;
}

type DecisionSettings = Pick<Settings, 'decision' | 'retrieve' | 'threshold'>;

/**
 * The decision at a position where the model told its retrieval tokens; `written` is the token it wrote there.
 * *Continue* stands in no quotient.
 * @throws RagstoneError `unsupported` when none of the tokens was told, or for the released rule on conditional
 * probabilities: a quotient of logarithms changes with their scale
 */
export function retrievalDecision(
  watched: Watched,
  written: string,
  { decision, retrieve: mode, threshold }: DecisionSettings,
): RetrievalDecision {
  const { ln, scale, atMost } = watched;
  const told = retrieveTokens.filter((token) => ln[token] !== undefined);
  if (told.length === 0) {
    throw new RagstoneError(
      'unsupported',
      'The server told the probability of no retrieval token: the model is not Self-RAG\'s, or the server hides them. Say "critique: prompted" for the approximation that needs none.',
    );
  }
  if (decision === 'released' && mode === 'threshold' && scale === 'conditional') {
    throw new RagstoneError(
      'unsupported',
      'The released decision compares log-probabilities over the whole vocabulary, and the server tells only shares of the watched tokens. Use a server that tells them, or "decision: paper".',
    );
  }
  const read = readings(watched, retrieveTokens);
  const quotient = decision === 'paper' ? paperQuotient : releasedQuotient;
  const score = scoreOf(read, quotient).value;
  const byMode = {
    threshold: score > threshold,
    generated: written === retrieval,
    always: true,
    never: false,
  };
  const unsettled = new Set(read.map((reading) => quotient(reading) > threshold)).size > 1;
  return {
    retrieve: byMode[mode],
    goOn: (read[0][continueEvidence] ?? 0) > (read[0][noRetrieval] ?? 0),
    because: {
      mode,
      [decision]: score,
      threshold,
      ...Object.fromEntries(told.map((token) => [`ln p${token}`, ln[token] ?? 0])),
      scale,
      written,
      ...(told.length < retrieveTokens.length && {
        ...(atMost !== undefined && { atMost }),
        untold: unsettled ? 'could change it' : 'cannot change it',
      }),
    },
  };
}

/** App. A.3: p(Yes) ÷ (p(Yes) + p(No)). */
function paperQuotient(reading: Reading): number {
  const [yes, no] = pair(reading);
  return 1 / (1 + Math.exp(no - yes));
}

/** `run_short_form.py:74-81`: the same of log-probabilities, which grows where the paper's falls. */
function releasedQuotient(reading: Reading): number {
  const [yes, no] = pair(reading);
  return yes / (yes + no);
}

function pair(reading: Reading): readonly [number, number] {
  return [reading[retrieval] ?? Number.NaN, reading[noRetrieval] ?? Number.NaN];
}
