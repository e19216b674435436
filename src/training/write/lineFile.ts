import { open, rename, rm } from 'node:fs/promises';

/** A JSON Lines file that grows record by record and appears when it is whole. */
export interface LineFile extends AsyncDisposable {
  write(record: unknown): Promise<void>;
  /** Makes the file appear. Without it, disposing removes what was written. */
  finish(): Promise<void>;
}

/** Characters to gather before writing. */
const chunk = 1 << 20;

export async function lineFile(file: string): Promise<LineFile> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w');
  let text = '';
  let finished = false;
  return {
    async write(record) {
      text += `${JSON.stringify(record)}\n`;
      if (text.length < chunk) return;
      await handle.appendFile(text);
      text = '';
    },
    async finish() {
      await handle.appendFile(text);
      await handle.datasync();
      await rename(temporary, file);
      finished = true;
    },
    async [Symbol.asyncDispose]() {
      await handle.close();
      if (!finished) await rm(temporary, { force: true });
    },
  };
}
