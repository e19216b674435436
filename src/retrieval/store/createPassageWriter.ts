import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';

import { RagstoneError } from '../../errors.ts';
import type { Passage } from '../../ports/passage.ts';
import { writeArray } from '../arrays/arrayFile.ts';
import { growableFloat64, growableUint32 } from '../arrays/growable.ts';
import { hash32 } from '../arrays/hash32.ts';
import { buildHashIndex, type HashIndex, sharedHashes } from '../arrays/hashIndex.ts';
import { passageLine } from './passageRecord.ts';
import { readRecord, type RecordFile } from './readRecord.ts';
import { storeFiles } from './storeFiles.ts';

/** Writes a passage store, passage by passage. */
export interface PassageWriter extends AsyncDisposable {
  /** Takes the next passage. True: enough is waiting, call `flush` before the next. */
  add(passage: Passage): boolean;
  /** Writes what waits; returns its bytes. */
  flush(): Promise<Uint8Array>;
  /** Writes what is left and the indexes. @throws RagstoneError `bad-record` when an id occurs twice. */
  finish(): Promise<{ readonly passages: number; readonly sha256: string }>;
}

const flushAt = 2 ** 20;

/** @param options.repeatedIds Passages may share an id, as the windows of one passage do. */
export async function createPassageWriter(
  folder: string,
  options: { readonly repeatedIds: boolean },
): Promise<PassageWriter> {
  const label = path.join(folder, storeFiles.records);
  const file = await open(label, 'wx+');
  const hash = createHash('sha256');
  const offsets = growableFloat64();
  const ids = growableUint32();
  const titles = growableUint32();
  let waiting: string[] = [];
  let written = 0;
  let size = 0;

  async function flush(): Promise<Uint8Array> {
    const bytes = Buffer.from(waiting.join(''));
    waiting = [];
    hash.update(bytes);
    for (let from = 0; from < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, from, bytes.length - from, written);
      from += bytesWritten;
      written += bytesWritten;
    }
    return bytes;
  }

  return {
    add(passage) {
      const line = passageLine(passage);
      offsets.push(size);
      ids.push(hash32(passage.id));
      titles.push(hash32(passage.title));
      waiting.push(line);
      size += Buffer.byteLength(line);
      return size - written >= flushAt;
    },
    flush,
    async finish() {
      await flush();
      await file.datasync();
      offsets.push(size);
      const starts = offsets.done();
      const idIndex = buildHashIndex(ids.done());
      if (!options.repeatedIds) await refuseRepeatedIds(idIndex, { file, label, offsets: starts });
      await writeArray(path.join(folder, storeFiles.offsets), starts);
      await writeArray(path.join(folder, storeFiles.ids), idIndex);
      await writeArray(path.join(folder, storeFiles.titles), buildHashIndex(titles.done()));
      return { passages: ids.length, sha256: hash.digest('hex') };
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

async function refuseRepeatedIds(index: HashIndex, records: RecordFile): Promise<void> {
  for (const positions of sharedHashes(index)) {
    const seen = new Map<string, number>();
    for (const position of positions) {
      const { id } = await readRecord(records, position);
      const before = seen.get(id);
      if (before !== undefined) {
        throw new RagstoneError(
          'bad-record',
          `The passage id "${id}" occurs twice in the corpus, at passages ${before + 1} and ${position + 1}. ` +
            'Every passage needs an id of its own.',
          { input: id, place: { record: position + 1, field: 'id' } },
        );
      }
      seen.set(id, position);
    }
  }
}
