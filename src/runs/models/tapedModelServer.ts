import { examinedNote } from '../../backends/cassette/notes.ts';
import { recordServer } from '../../backends/cassette/recordServer.ts';
import { replayServer } from '../../backends/cassette/replayServer.ts';
import type { AnswerStore } from '../../backends/store/answerStore.ts';
import type { Examined } from '../../ports/manifest.ts';
import type { ExaminedModel, ModelServer } from './modelServer.ts';

/** The server with its answers kept in a cassette, and what was found out about it as well. */
export function recordedModelServer(inner: ModelServer, cassette: AnswerStore): ModelServer {
  const { address } = inner.server;
  return {
    server: recordServer(inner.server, cassette),
    async survey(model) {
      const examined = await inner.survey(model);
      cassette.note(examinedNote(address), examined);
      return examined;
    },
    async examine(opened, needed) {
      const found = await inner.examine(opened, needed);
      cassette.note(examinedNote(address, opened.model, opened.adapter), found);
      return found;
    },
  };
}

/** A server that a cassette stands for: nobody is asked, and what was found out is what was recorded. */
export function replayedModelServer(address: string, cassette: AnswerStore): ModelServer {
  return {
    server: replayServer(address, cassette),
    async survey() {
      return replayed(cassette.note(examinedNote(address)) as Examined | undefined);
    },
    async examine({ model, adapter, backend }) {
      const found = cassette.note(examinedNote(address, model, adapter)) as ExaminedModel | undefined;
      return { examined: replayed(found?.examined), can: found?.can ?? backend.can };
    },
  };
}

function replayed(recorded: Examined | undefined): Examined {
  if (recorded === undefined) return { how: 'not', because: 'the cassette holds no findings' };
  return recorded.how === 'not' ? recorded : { ...recorded, replayed: true };
}
