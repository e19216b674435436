import type { Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';
import type { Head } from './head.ts';

/** An answer whose body comes. */
export interface StreamedAnswer extends Head {
  readonly body: Dispatcher.ResponseData['body'];
}

/** Sends a request; `check` sees the head, and what it throws closes the connection. */
export async function sendStreamed(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadline: Deadline,
  check: (head: Head) => void,
): Promise<StreamedAnswer> {
  const controller = new AbortController();
  deadline.onStop(() => controller.abort());
  const {
    statusCode: status,
    headers,
    body,
  } = await dispatcher.request({
    ...request,
    signal: controller.signal,
  });
  const answer = { status, headers, body };
  try {
    check(answer);
    return answer;
  } catch (error) {
    // A body that is given up reports that as an error of its own.
    body.on('error', () => undefined).destroy();
    throw error;
  }
}
