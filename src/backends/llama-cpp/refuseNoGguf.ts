import { open } from 'node:fs/promises';
import { RagstoneError } from '../../errors.ts';

/** The versions of the format that llama.cpp reads. */
const versions: readonly number[] = [2, 3];

/**
 * Looks at the head of a file before the engine does: on a file of another kind it would look for a long time.
 * @throws RagstoneError `bad-file` unless the file begins as GGUF does
 */
export async function refuseNoGguf(file: string): Promise<void> {
  await using handle = await open(file, 'r');
  const head = Buffer.alloc(24);
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  const magic = head.toString('latin1', 0, 4);
  if (bytesRead === head.length && magic === 'GGUF' && versions.includes(head.readUInt32LE(4))) return;
  throw new RagstoneError('bad-file', 'This is no GGUF file of version 2 or 3: llama.cpp cannot load it.', {
    place: { file },
    input: file,
  });
}
