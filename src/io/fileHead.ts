import { fileKind, type FileKind } from './fileKind.ts';
import { peek } from './peek.ts';
import type { SourceFile } from './sourceFile.ts';

/** How a file begins: its kind, and the first characters of plain text (some may be cut at the end). */
export interface FileHead {
  readonly kind: FileKind;
  readonly text: string;
}

const headBytes = 64 * 1024;

/** Looks at the beginning of a file, unwrapped. @throws what `file.bytes` throws. */
export async function fileHead(file: SourceFile, signal: AbortSignal): Promise<FileHead> {
  const { head, close } = await peek(file.bytes(signal), headBytes);
  await close();
  const text = head.subarray(0, headBytes).toString('utf8');
  return { kind: fileKind(head), text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}
