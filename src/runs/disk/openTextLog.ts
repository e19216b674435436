import { toError } from '../../errors.ts';
import { sha256 } from '../../io/sha256.ts';
import { openAppendLog } from './openAppendLog.ts';

/** The passages and prompts of a run, kept by hash so that records stay small. */
export interface TextLog extends AsyncDisposable {
  /** The text's key: the first 16 hexadecimal digits of its SHA-256. Writing goes on behind the caller's back. */
  keep(text: string): string;
  /** When it resolves, everything kept so far survives the process. @throws RagstoneError `storage` */
  settled(): Promise<void>;
  sync(): Promise<void>;
}

/** Keys remembered; a text that comes back after so many others is written once more, which costs only space. */
const remembered = 1 << 17;

export async function openTextLog(file: string): Promise<TextLog> {
  const log = await openAppendLog(file);
  const known = new Set<string>();
  let failure: Error | undefined;
  let last: Promise<void> = Promise.resolve();
  return {
    keep(text) {
      const hash = sha256(text).slice(0, 16);
      if (known.has(hash)) return hash;
      if (known.size === remembered) known.clear();
      known.add(hash);
      last = log.append({ hash, text }).catch((error: unknown) => {
        failure ??= toError(error);
      });
      return hash;
    },
    async settled() {
      await last;
      if (failure !== undefined) throw failure;
    },
    sync: () => log.sync(),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}
