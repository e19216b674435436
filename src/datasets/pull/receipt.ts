import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RagstoneError } from '../../errors.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';

const receivedFile = z.object({
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  /** Where it came from; a member of an archive after `#`. */
  address: z.string(),
  /** ISO 8601. */
  received: z.string(),
  /** Whether the catalog knew the SHA-256 of the file or of its archive. */
  checked: z.boolean(),
});

const receiptSchema = z.object({
  ragstone: z.literal(1),
  name: z.string(),
  files: z.record(z.string(), receivedFile),
});

/** What was pulled of a dataset, and what it was: `receipt.json` in its folder. */
export type Receipt = z.infer<typeof receiptSchema>;
export type ReceivedFile = z.infer<typeof receivedFile>;

/** `undefined` = nothing was pulled into the folder. @throws RagstoneError `bad-file` when it is damaged */
export async function readReceipt(folder: string): Promise<Receipt | undefined> {
  const file = path.join(folder, 'receipt.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new RagstoneError('bad-file', 'The receipt cannot be read.', { place: { file }, cause: error });
  }
  try {
    return receiptSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new RagstoneError('bad-file', 'This is not a receipt: remove the folder and pull again.', {
      place: { file },
      cause: error,
    });
  }
}

/** Adds a file to the receipt of a folder. */
export async function addToReceipt(
  folder: string,
  name: string,
  fileName: string,
  received: ReceivedFile,
): Promise<void> {
  const receipt = (await readReceipt(folder)) ?? { ragstone: 1, name, files: {} };
  const files = { ...receipt.files, [fileName]: received };
  await writeAtomic(
    path.join(folder, 'receipt.json'),
    `${JSON.stringify({ ragstone: 1, name, files } satisfies Receipt, undefined, 2)}\n`,
  );
}
