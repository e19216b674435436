import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { RagstoneError } from '../../errors.ts';
import { badFile } from '../../io/badFile.ts';
import { peek } from '../../io/peek.ts';
import { fileKind, fileKindBytes } from '../../io/fileKind.ts';
import { unwrapped } from '../../io/unwrapped.ts';
import { zipFiles } from '../../io/zipFiles.ts';

/** What to do with a member of an archive: `member` is its path, or the end of it. */
export interface WantedMember {
  readonly member: string;
  /** Whether the archive may lack it. */
  readonly optional: boolean;
  keep(content: AsyncIterable<Buffer>): Promise<void>;
}

/**
 * Hands members of a zip, tar or tar.gz on, in one pass; it stops when all were found.
 * @throws RagstoneError `bad-file` when the archive is damaged, of another kind, or lacks a member; what `keep` throws.
 */
export async function extractMembers(
  archive: string,
  wanted: readonly WantedMember[],
  signal: AbortSignal,
): Promise<void> {
  const left = new Set(wanted);
  const take = async (name: string, content: () => AsyncIterable<Buffer>): Promise<boolean> => {
    const found = [...left].find(({ member }) => isMember(name, member));
    if (found === undefined) return false;
    await found.keep(content());
    left.delete(found);
    return true;
  };
  if (await isZip(archive, signal)) {
    for (const file of await zipFiles(archive)) {
      await take(file.name, () => file.bytes(signal));
    }
  } else {
    const entries = extract();
    // A failure of the source reaches the loop through `entries`, which `pipeline` destroys with it.
    pipeline(Readable.from(unwrapped(createReadStream(archive), archive, signal)), entries, () => undefined);
    try {
      for await (const entry of entries) {
        const taken =
          entry.header.type === 'file' &&
          (await take(entry.header.name, () => entry as AsyncIterable<Buffer>));
        if (left.size === 0) break;
        if (!taken) entry.resume();
      }
    } catch (error) {
      signal.throwIfAborted();
      throw badFile(archive, error);
    }
  }
  const missing = [...left].filter(({ optional }) => !optional).map(({ member }) => member);
  if (missing.length > 0) {
    throw new RagstoneError('bad-file', `The archive holds no ${missing.join(', no ')}.`, {
      place: { file: archive },
    });
  }
}

async function isZip(archive: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const { head, close } = await peek(createReadStream(archive), fileKindBytes);
  await close();
  return fileKind(head) === 'zip';
}

function isMember(name: string, member: string): boolean {
  // macOS puts a shadow of each file into its archives.
  return !name.includes('__MACOSX/') && (name === member || name.endsWith(`/${member}`));
}
