import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commit of the working directory and whether it has changes; `undefined` outside a checkout or without git. */
export async function gitState(
  folder: string,
): Promise<{ readonly commit: string; readonly dirty: boolean } | undefined> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args]);
    return stdout.trim();
  };
  try {
    return { commit: await git('rev-parse', 'HEAD'), dirty: (await git('status', '--porcelain')) !== '' };
  } catch {
    return undefined; // A run may well happen outside a checkout.
  }
}
