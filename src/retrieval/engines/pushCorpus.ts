import { RagstoneError } from '../../errors.ts';
import type { Corpus } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { describeCorpus } from './describeCorpus.ts';
import type { Engine, OpenedEngine } from './engine.ts';
import { type EngineNote, parseNote, refuseOtherNote } from './engineNote.ts';

export interface PushOptions {
  /** Passages in one upload. Default: 500. */
  readonly batch?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: {
    readonly phase: 'reading' | 'uploading';
    readonly passages: number;
    readonly total?: number;
  }) => void;
}

export interface Pushed {
  readonly corpus: EngineNote['corpus'];
  /** Passages that were uploaded now; the others were there. */
  readonly added: number;
}

/**
 * Uploads a corpus to an engine, batch by batch, and leaves a note there of what it holds. Passages whose ids are there
 * already are passed over: an upload that broke off goes on. The corpus is read twice, first for its sha256.
 * @throws RagstoneError `mismatch` when the engine holds something else, `backend` when passages are missing at the
 * end, and what corpus and engine throw
 */
export async function pushCorpus(engine: Engine, corpus: Corpus, options: PushOptions): Promise<Pushed> {
  const { batch = 500, signal, onProgress = () => {} } = options;
  const about = await describeCorpus(corpus, signal, (passages) =>
    onProgress({ phase: 'reading', passages }),
  );
  await using opened = await engine.open(signal);
  const note = { ragstoneEngine: 1 as const, corpus: about, engine: { ...engine.fingerprint } };
  await claim(opened, note, signal);
  let [read, added] = [0, 0];
  for await (const passages of batches(corpus, batch, signal)) {
    const ids = passages.map(({ id }) => id);
    const held = new Set(await opened.held(ids, signal));
    const missing = passages.filter(({ id }) => !held.has(id));
    if (missing.length > 0) await opened.add(missing, signal);
    read += passages.length;
    added += missing.length;
    onProgress({ phase: 'uploading', passages: read, total: about.passages });
  }
  const count = await opened.count(signal);
  if (count !== about.passages) {
    throw new RagstoneError(
      'backend',
      `The engine holds ${count} passages of ${about.passages}. Push again to add what is missing; if that does not help, ` +
        'the engine refuses some without saying so: look into its log.',
      { input: count },
    );
  }
  await opened.writeNote(JSON.stringify({ ...note, complete: true }), signal);
  return { corpus: about, added };
}

/** Checks that the engine is empty or holds this, and says in it that it is being filled. */
async function claim(
  opened: OpenedEngine,
  note: Omit<EngineNote, 'complete'>,
  signal: AbortSignal,
): Promise<void> {
  const text = await opened.readNote(signal);
  if (text !== undefined) return refuseOtherNote(parseNote(text), note);
  const count = await opened.count(signal);
  if (count > 0) {
    throw new RagstoneError(
      'mismatch',
      `The engine holds ${count} passages, and nothing says of which corpus: empty it, or name another table or index.`,
      { input: count },
    );
  }
  return opened.writeNote(JSON.stringify({ ...note, complete: false }), signal);
}

async function* batches(
  corpus: Corpus,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Passage[]> {
  let waiting: Passage[] = [];
  for await (const passage of corpus.passages(signal)) {
    waiting.push(passage);
    if (waiting.length < size) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}
