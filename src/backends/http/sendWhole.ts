import type { Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';
import type { Head } from './head.ts';

/** An answer whose body is there. */
export interface WholeAnswer extends Head {
  readonly bytes: Buffer;
}

/**
 * Sends a request and gathers its answer. `check` sees the head before the body is read; what it throws ends the call.
 * With undici's `dispatch`: its `request` makes a stream of every body, which is a third of a call's work.
 */
export function sendWhole(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadline: Deadline,
  check: (head: Head) => void,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let head: Head = { status: 0, headers: {} };
    let stopped: Error | undefined;
    let abort = reject;
    deadline.onStop(() => {
      stopped = new Error('The call was stopped.');
      abort(stopped);
    });
    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        abort = (reason) => controller.abort(reason);
        if (stopped !== undefined) abort(stopped);
      },
      onResponseStart(_controller, status, headers) {
        // Below 200, the answer is still to come.
        if (status < 200) return;
        head = { status, headers };
        check(head);
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        resolve({ ...head, bytes: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}
