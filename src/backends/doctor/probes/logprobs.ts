import { isRagstoneError, toError } from '../../../errors.ts';
import type { Capabilities } from '../../../ports/backend.ts';
import type { Finding } from '../../../ports/finding.ts';
import type { Piece } from '../../dialects/piece.ts';
import { faultOf } from '../../fault.ts';
import { answerTo, rawAnswer } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Subject } from '../subject.ts';

type Watch = Extract<Capabilities['watch'], { readonly known: true }>['value'];

const text = 'One, two, three,';
/** Improbable behind that text, and one token in every usual vocabulary. */
const improbable = ['q', 'z'];

/**
 * How far log-probabilities can be had: of any token (`exact`), of the k most probable, or not at all. Whether they
 * are keyed by id or by text stands in the detail.
 */
export function logprobs(subject: Subject, signal: AbortSignal): Promise<Finding<Watch>> {
  return attempt<Watch>('logprobs', async () => {
    const offered = subject.model.family.logprobs;
    const depth = subject.kind === 'chat' ? offered.chatDepth : offered.depth;
    if (depth === 0) return { status: 'no', value: 'none', detail: 'this kind of server tells none' };
    let tokens: Piece['tokens'];
    try {
      ({ tokens } = await rawAnswer(subject, text, { logprobs: { depth, ids: [] } }, signal));
    } catch (error) {
      if (faultOf(error)?.fault !== 'refused') throw error;
      // Methods ask for as many: they would be refused as well.
      return { status: 'no', value: 'none', detail: `refused: ${toError(error).message}` };
    }
    if (tokens === undefined) return { status: 'no', value: 'none', detail: 'asked for, and not sent' };
    const alternatives = tokens[0]?.alternatives ?? [];
    if (alternatives.length === 0) {
      return { status: 'unknown', value: null, detail: 'the answer had no token to tell them of' };
    }
    const sum = alternatives.reduce((total, { logprob }) => total + Math.exp(logprob), 0);
    const shape = alternatives.every(({ id }) => id !== undefined) ? 'by id' : 'by text';
    // The generated token comes beside the top k on some servers.
    const topK = Math.min(depth, alternatives.length);
    if (sum > 1.01) {
      return { status: 'no', value: 'none', detail: `the probabilities add up to ${sum.toFixed(3)}` };
    }
    if (await tellsAny(subject, signal)) {
      return {
        status: 'ok',
        value: 'exact',
        detail: `of any token; the top ${topK} with each answer, ${shape}`,
      };
    }
    return { status: 'warn', value: { topK }, detail: `of the top ${topK} only, ${shape}` };
  });
}

async function tellsAny(subject: Subject, signal: AbortSignal): Promise<boolean> {
  if (subject.kind === 'chat' || subject.model.tokenizer === undefined) return false;
  try {
    const { tokens } = await answerTo(subject, text, { maxTokens: 1, watch: improbable }, signal);
    const watched = tokens?.[0]?.watched;
    return watched?.scale === 'absolute' && improbable.every((token) => token in watched.ln);
  } catch (error) {
    // Not one token in this vocabulary.
    if (isRagstoneError(error) && error.code === 'unsupported') return false;
    throw error;
  }
}
