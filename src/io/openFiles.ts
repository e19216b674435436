import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { RagstoneError } from '../errors.ts';
import { badFile } from './badFile.ts';
import { diskFile } from './diskFile.ts';
import { fileKind, type FileKind, fileKindBytes } from './fileKind.ts';
import { peek } from './peek.ts';
import type { SourceFile } from './sourceFile.ts';
import { tarFiles } from './tarFiles.ts';
import { zipFiles } from './zipFiles.ts';

/** What lies at a path: one file by itself, or the files of a folder or an archive (zip, tar, tar.gz). */
export interface OpenedFiles {
  readonly many: boolean;
  /** In name order; hidden files are left out. Never empty. */
  readonly files: readonly SourceFile[];
}

/**
 * Opens a file, a folder or an archive, told apart by content. Files inside an archive are streamed, never unpacked
 * to disk.
 * @throws RagstoneError `bad-file` when nothing is there, nothing is inside, or it cannot be read.
 */
export async function openFiles(location: string, signal: AbortSignal): Promise<OpenedFiles> {
  const kind = await kindOf(location);
  if (kind === 'folder') return many(location, await folderFiles(location));
  if (kind === 'zip') return many(location, await zipFiles(location));
  const file = diskFile(location, path.basename(location), location);
  if (kind === 'tar' || (kind === 'gzip' && (await holdsTar(file, signal)))) {
    return many(location, await tarFiles(file, signal));
  }
  return { many: false, files: [file] };
}

async function kindOf(location: string): Promise<FileKind | 'folder'> {
  try {
    if ((await stat(location)).isDirectory()) return 'folder';
    const handle = await open(location);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(fileKindBytes), 0, fileKindBytes, 0);
      return fileKind(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw badFile(location, error);
  }
}

async function holdsTar(file: SourceFile, signal: AbortSignal): Promise<boolean> {
  const { head, close } = await peek(file.bytes(signal), fileKindBytes);
  await close();
  return fileKind(head) === 'tar';
}

async function folderFiles(folder: string): Promise<readonly SourceFile[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return diskFile(file, path.relative(folder, file).split(path.sep).join('/'), file);
      });
  } catch (error) {
    throw badFile(folder, error);
  }
}

function many(location: string, all: readonly SourceFile[]): OpenedFiles {
  const files = all.filter(({ name }) => !isHidden(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (files.length === 0) {
    throw new RagstoneError('bad-file', 'There are no files in it.', { place: { file: location } });
  }
  return { many: true, files };
}

/** Dot files, and the shadows that macOS puts into archives. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => (part.startsWith('.') && part !== '.') || part === '__MACOSX');
}
