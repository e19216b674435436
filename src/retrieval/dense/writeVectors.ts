import { open } from 'node:fs/promises';
import path from 'node:path';

import { RagstoneError } from '../../errors.ts';
import { appendArray } from '../arrays/arrayFile.ts';
import type { PassageStore } from '../store/passageStore.ts';
import { denseFiles } from './denseFiles.ts';
import type { DenseSettings } from './denseSettings.ts';
import { encodePassages } from './encodePassages.ts';
import type { Encoder } from './encoder.ts';
import { isSameProbe, probeVector } from './encoderProbe.ts';
import { largestFloat16, toFloat16 } from './float16.ts';
import { inOrder } from './inOrder.ts';
import { passageText } from './passageText.ts';
import {
  isSameMaking,
  type JournalEntry,
  type JournalHead,
  nothingYet,
  openJournal,
  readJournal,
} from './vectorJournal.ts';

/** Vectors are put on the disk, and counted in the journal, this often at most: what a crash costs. */
const settleMs = 1000;

/** What to embed into which folder. */
export interface VectorsToWrite {
  readonly folder: string;
  readonly passages: PassageStore;
  /** sha256 of the corpus. */
  readonly sha256: string;
  readonly encoder: Encoder;
  /** What the index is fixed to, by name: see `encoderBaked`. */
  readonly baked: Readonly<Record<string, string>>;
  readonly settings: DenseSettings;
}

/**
 * Embeds all passages, in order, into `vectors.f32` or `vectors.f16`. Where the folder holds vectors of the same corpus
 * by the same encoder, it goes on after the last one that is safely there; others are thrown away. Memory: the batches
 * in flight.
 * @throws RagstoneError what the encoder throws, `unsupported` for numbers that 16 bits cannot hold; the signal's reason
 */
export async function writeVectors(
  { folder, passages, sha256, encoder, baked, settings }: VectorsToWrite,
  options: { readonly signal: AbortSignal; readonly onProgress: (passages: number) => void },
): Promise<JournalEntry & { readonly dimensions: number }> {
  const { signal, onProgress } = options;
  const { batch, inFlight, store, passage: format } = settings;
  const half = store === 'float16';
  const probe = await probeVector(encoder, signal);
  const dimensions = probe.length;
  const head: JournalHead = {
    ragstoneVectors: 1,
    corpus: sha256,
    encoder: baked,
    dimensions,
    probe: [...probe],
  };
  const file = await open(path.join(folder, half ? denseFiles.float16 : denseFiles.float32), 'a');
  try {
    const journalFile = path.join(folder, denseFiles.journal);
    const vectorBytes = dimensions * (half ? 2 : 4);
    let done = await begun(journalFile, head, (await file.stat()).size / vectorBytes);
    await file.truncate(done.vectors * vectorBytes);
    await using journal = await openJournal(journalFile, head);
    let settled = performance.now();
    const settle = async (): Promise<void> => {
      await file.datasync();
      await journal.append(done);
      settled = performance.now();
    };
    const encoded = inOrder(
      starts(done.vectors, passages.count, batch),
      inFlight,
      async (from, its) => {
        const positions = range(from, Math.min(from + batch, passages.count));
        const found = await passages.passagesAt(positions);
        const texts = found.map((passage) => passageText(format, passage));
        return encodePassages(encoder, texts, dimensions, its);
      },
      signal,
    );
    for await (const { vectors, cut, empty } of encoded) {
      await appendArray(file, joined(vectors.map(half ? halved : bytesOf)));
      done = {
        vectors: done.vectors + vectors.length,
        zero: done.zero + vectors.filter((vector) => vector.every((value) => value === 0)).length,
        cut: done.cut + cut,
        empty: done.empty + empty,
      };
      if (performance.now() - settled >= settleMs) await settle();
      onProgress(done.vectors);
    }
    await settle();
    return { ...done, dimensions };
  } finally {
    await file.close();
  }
}

/** How far an earlier build came with the same passages and encoder; `held` vectors are in the file. */
async function begun(file: string, head: JournalHead, held: number): Promise<JournalEntry> {
  const left = await readJournal(file);
  if (left === undefined || !isSameMaking(left.head, head)) return nothingYet;
  if (!isSameProbe(Float32Array.from(left.head.probe), Float32Array.from(head.probe))) return nothingYet;
  return left.entry.vectors > held ? nothingYet : left.entry;
}

function* starts(from: number, to: number, step: number): Generator<number> {
  for (let at = from; at < to; at += step) yield at;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}

function halved(vector: Float32Array): Uint8Array<ArrayBuffer> {
  if (vector.some((value) => Math.abs(value) > largestFloat16)) {
    throw new RagstoneError(
      'unsupported',
      `The encoder gives numbers above ${largestFloat16}, which 16 bits cannot hold: use "store: float32".`,
    );
  }
  return new Uint8Array(toFloat16(vector).buffer);
}

function bytesOf(vector: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Float32Array.from(vector).buffer);
}
