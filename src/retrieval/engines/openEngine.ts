import { RagstoneError } from '../../errors.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { Engine, OpenedEngine } from './engine.ts';
import { parseNote, refuseOtherFields } from './engineNote.ts';

/**
 * An engine that a corpus was pushed to, as a retriever; it is closed when the retriever is disposed. The fingerprint
 * is that of the engine and of the corpus, from the note that is kept in it.
 * @throws RagstoneError `missing-data` when nothing was pushed to its end, `mismatch` when what it holds was made
 * searchable otherwise or is not all there
 */
export async function openEngine(engine: Engine, signal: AbortSignal): Promise<Retriever> {
  const opened = await engine.open(signal);
  try {
    const { name, ...corpus } = await checkedCorpus(engine, opened, signal);
    return {
      fingerprint: { ...engine.fingerprint, corpus: name, ...corpus },
      search: (query, k, its, served) => opened.search(query, k, its, served),
      [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
    };
  } catch (error) {
    await opened[Symbol.asyncDispose]();
    throw error;
  }
}

async function checkedCorpus(engine: Engine, opened: OpenedEngine, signal: AbortSignal) {
  const text = await opened.readNote(signal);
  const note = text === undefined ? undefined : parseNote(text);
  if (note?.complete !== true) {
    throw new RagstoneError(
      'missing-data',
      note === undefined
        ? 'Nothing says what the engine holds: fill it with "ragstone index push".'
        : `The corpus "${note.corpus.name}" was not pushed to its end: go on with "ragstone index push".`,
    );
  }
  refuseOtherFields('engine', note.engine, engine.fingerprint);
  refuseOtherFields('corpus', { passages: note.corpus.passages }, { passages: await opened.count(signal) });
  return note.corpus;
}
