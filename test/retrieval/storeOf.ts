import type { Passage } from '../../src/ports/passage.ts';
import { createPassageWriter } from '../../src/retrieval/store/createPassageWriter.ts';
import { openPassageStore } from '../../src/retrieval/store/openPassageStore.ts';
import type { PassageStore } from '../../src/retrieval/store/passageStore.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** A passage store in a temporary folder that goes when the store is disposed. */
export async function storeOf(passages: readonly Passage[]): Promise<PassageStore> {
  const folder = await temporaryFolder();
  {
    await using writer = await createPassageWriter(folder.path, { repeatedIds: false });
    for (const passage of passages) writer.add(passage);
    await writer.finish();
  }
  const store = await openPassageStore(folder.path);
  return {
    ...store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
