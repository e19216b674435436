import path from 'node:path';
import type { Limiter } from '../../backends/wrappers/limiter.ts';
import { toError } from '../../errors.ts';
import type { LimitChange } from '../../ports/manifest.ts';
import { appendedLines, parseAppended } from './appendedLines.ts';
import { openAppendLog } from './openAppendLog.ts';
import { filesOfRun, runLayout } from './runLayout.ts';

/** A line of a writer's file. */
interface WrittenChange extends LimitChange {
  readonly server: string;
}

/**
 * Writes down how many calls might be in flight on each server, from now on as it changes.
 * @throws RagstoneError `storage`, at the latest when it is disposed
 */
export async function keepLimits(
  folder: string,
  writer: string,
  servers: readonly { readonly described: { readonly id: string }; readonly limiter: Limiter }[],
): Promise<AsyncDisposable> {
  const log = await openAppendLog(runLayout.limits(folder, writer));
  let failure: Error | undefined;
  for (const { described, limiter } of servers) {
    limiter.onChange((change) => {
      log.append({ server: described.id, ...change } satisfies WrittenChange).catch((error: unknown) => {
        failure ??= toError(error);
      });
    });
  }
  return {
    async [Symbol.asyncDispose]() {
      await log[Symbol.asyncDispose]();
      if (failure !== undefined) throw failure;
    },
  };
}

/** By server: what each writer of a run wrote down. */
export async function readLimits(
  folder: string,
): Promise<ReadonlyMap<string, readonly (readonly LimitChange[])[]>> {
  const limits = new Map<string, LimitChange[][]>();
  for (const file of await filesOfRun(folder, 'limits')) {
    const own = new Map<string, LimitChange[]>();
    for await (const line of appendedLines(file)) {
      const { server, ...change } = parseAppended(line, path.basename(file)) as WrittenChange;
      const changes = own.get(server) ?? [];
      own.set(server, changes);
      changes.push(change);
    }
    for (const [server, changes] of own) limits.set(server, [...(limits.get(server) ?? []), changes]);
  }
  return limits;
}
