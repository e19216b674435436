import { RagstoneError } from '../../errors.ts';
import type { Backend, Embedded, Generation, Reranked, Server } from '../../ports/backend.ts';
import type { AnswerStore } from '../store/answerStore.ts';
import { callKey } from '../store/callKey.ts';
import { type Called, unpackedAnswer } from '../store/packedAnswer.ts';
import { turns } from '../wrappers/turns.ts';
import { backendNote, countNote, type RecordedBackend } from './notes.ts';
import { nearestCall } from './nearestCall.ts';

/**
 * A server that answers from a cassette alone, the n-th equal call with the n-th answer.
 * @throws RagstoneError `missing-data`, from its backends, for a call that was not recorded: the message names the
 * part of the key in which the nearest recorded call differs
 */
export function replayServer(address: string, cassette: AnswerStore): Server {
  return {
    address,
    async open(model, adapter) {
      const recorded = cassette.note(backendNote(address, model, adapter)) as RecordedBackend | undefined;
      if (recorded !== undefined) return replayBackend(recorded, cassette);
      throw new RagstoneError(
        'missing-data',
        `The cassette holds nothing of ${model}${adapter === undefined ? '' : ` with adapter ${adapter}`} at ${address}: record the run again.`,
      );
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function replayBackend({ identity, can }: RecordedBackend, cassette: AnswerStore): Backend {
  const turnOf = turns();
  const replay = async <T extends Called>(
    kind: 'generate' | 'embed' | 'rerank',
    request: unknown,
    signal: AbortSignal,
  ): Promise<T> => {
    signal.throwIfAborted();
    const turn = turnOf(callKey(kind, identity, request, {}).key);
    const call = callKey(kind, identity, request, { turn });
    const answer = cassette.get(call.key);
    if (answer !== undefined) return unpackedAnswer(answer, { by: 'cassette', key: call.key }) as T;
    throw new RagstoneError(
      'missing-data',
      `The cassette does not hold this call to ${identity.model}: ${nearestCall(call.parts, cassette.calls())} Record the run again.`,
    );
  };
  return {
    identity,
    can,
    generate: (request, signal) => replay<Generation>('generate', request, signal),
    embed: (request, signal) => replay<Embedded>('embed', request, signal),
    rerank: (query, texts, signal) => replay<Reranked>('rerank', { query, texts }, signal),
    async countTokens(prompt) {
      const count = cassette.note(countNote(identity, prompt));
      if (typeof count === 'number') return count;
      throw new RagstoneError(
        'missing-data',
        `The cassette does not hold the number of tokens of this prompt for ${identity.model}. Record the run again.`,
      );
    },
  };
}
