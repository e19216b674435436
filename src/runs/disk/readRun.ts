import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import type { Manifest } from '../../ports/manifest.ts';
import type { QuestionRecord, Scores } from '../../ports/record.ts';
import { appendedLines, parseAppended } from './appendedLines.ts';
import { filesOfRun, runLayout } from './runLayout.ts';

/** A run's manifest. @throws RagstoneError `bad-file` when the folder holds none or one of another format */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = runLayout.manifest(folder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new RagstoneError('bad-file', `There is no run in ${folder}: it holds no run.json.`, {
      cause: error,
      input: folder,
    });
  }
  const value: unknown = parseJson(text, file);
  if (typeof value !== 'object' || value === null || !('ragstone' in value) || value.ragstone !== 1) {
    throw new RagstoneError('bad-file', 'This is not the manifest of a run of format 1.', {
      place: { file },
    });
  }
  return value as Manifest;
}

/**
 * The records of one cell, one a question, ordered by position in the sample, with what `ragstone score` added.
 * Where a question was asked again (`--retry-failed`) the last record stands. Memory: one offset and the added
 * scores a question, never the records.
 */
export async function* readRecords(folder: string, cell: string): AsyncGenerator<QuestionRecord> {
  const places: { file: string; offset: number; length: number; position: number }[] = [];
  const byQuestion = new Map<string, number>();
  for (const file of await filesOfRun(folder, cell)) {
    for await (const line of appendedLines(file)) {
      const record = parseAppended(line, path.basename(file)) as QuestionRecord;
      const place = {
        file,
        offset: line.offset,
        length: Buffer.byteLength(line.text),
        position: record.position,
      };
      const known = byQuestion.get(record.question);
      if (known === undefined) byQuestion.set(record.question, places.push(place) - 1);
      else places[known] = place;
    }
  }
  places.sort((a, b) => a.position - b.position);
  const added = await addedScores(folder, cell);
  const files = await openAll(places.map((place) => place.file));
  try {
    for (const place of places) {
      const bytes = await files.read(place.file, place.offset, place.length);
      const record = JSON.parse(bytes.toString('utf8')) as QuestionRecord;
      const scores = added.get(record.question);
      yield scores === undefined || record.status === 'skipped'
        ? record
        : { ...record, scores: { ...record.scores, ...scores } };
    }
  } finally {
    await files.close();
  }
}

/** What `ragstone score` added to a cell, by question; the last word on a scorer stands. */
async function addedScores(folder: string, cell: string): Promise<ReadonlyMap<string, Scores>> {
  const added = new Map<string, Scores>();
  for (const file of await filesOfRun(folder, 'scores')) {
    for await (const line of appendedLines(file)) {
      const entry = parseAppended(line, path.basename(file)) as {
        cell: string;
        question: string;
        scores: Scores;
      };
      if (entry.cell === cell) added.set(entry.question, { ...added.get(entry.question), ...entry.scores });
    }
  }
  return added;
}

/**
 * Access to the passages and prompts of a run by their hash; `undefined` for a text that is not on disk (a power
 * loss can take it). Memory: one offset a text.
 */
export async function readTexts(folder: string): Promise<TextReader> {
  const places = new Map<string, { file: string; offset: number; length: number }>();
  for (const file of await filesOfRun(folder, 'texts')) {
    for await (const line of appendedLines(file)) {
      const { hash } = parseAppended(line, path.basename(file)) as { hash: string };
      places.set(hash, { file, offset: line.offset, length: Buffer.byteLength(line.text) });
    }
  }
  const files = await openAll([...places.values()].map((place) => place.file));
  return {
    async text(hash) {
      const place = places.get(hash);
      if (place === undefined) return undefined;
      const bytes = await files.read(place.file, place.offset, place.length);
      return (JSON.parse(bytes.toString('utf8')) as { text: string }).text;
    },
    [Symbol.asyncDispose]: () => files.close(),
  };
}

export interface TextReader extends AsyncDisposable {
  text(hash: string): Promise<string | undefined>;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RagstoneError('bad-file', 'This is not JSON.', { place: { file }, cause: error });
  }
}

async function openAll(paths: readonly string[]): Promise<{
  read(path: string, offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}> {
  const files = new Map(
    await Promise.all([...new Set(paths)].map(async (name) => [name, await open(name, 'r')] as const)),
  );
  return {
    async read(name, offset, length) {
      const file = files.get(name);
      if (file === undefined) throw new RagstoneError('internal', `${name} was not opened.`);
      const bytes = Buffer.allocUnsafe(length);
      await file.read(bytes, 0, length, offset);
      return bytes;
    },
    async close() {
      await Promise.all([...files.values()].map((file) => file.close()));
    },
  };
}
