import type { Server } from '../../ports/backend.ts';
import type { AnswerStore } from '../store/answerStore.ts';
import { callKey } from '../store/callKey.ts';
import { packedAnswer } from '../store/packedAnswer.ts';
import { mapCalls } from '../wrappers/mapCalls.ts';
import { turns } from '../wrappers/turns.ts';
import { backendNote, countNote } from './notes.ts';

/**
 * The server with every answered model call, and every count of tokens, kept in a cassette: the run can then be
 * replayed without the server. Equal calls are kept each by itself.
 */
export function recordServer(server: Server, cassette: AnswerStore): Server {
  return {
    address: server.address,
    async open(model, adapter) {
      const backend = await server.open(model, adapter);
      const { identity, can } = backend;
      cassette.note(backendNote(server.address, model, adapter), { identity, can });
      const turnOf = turns();
      const recording = mapCalls(backend, async ({ kind, request, make }) => {
        const called = await make();
        const turn = turnOf(callKey(kind, identity, request, {}).key);
        cassette.put(callKey(kind, identity, request, { turn }), packedAnswer(called));
        return called;
      });
      return {
        ...recording,
        async countTokens(prompt, signal) {
          const count = await backend.countTokens(prompt, signal);
          cassette.note(countNote(identity, prompt), count);
          return count;
        },
      };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
