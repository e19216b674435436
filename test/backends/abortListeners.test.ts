import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { abortListeners } from '../../src/backends/abortListeners.ts';

describe('abortListeners', () => {
  test('stops everything that waits for a signal, and listens to it once', () => {
    const whenAborted = abortListeners();
    const [one, other] = [new AbortController(), new AbortController()];
    const stopped: string[] = [];
    for (const name of ['a', 'b', 'c']) whenAborted(one.signal, () => stopped.push(name));
    whenAborted(other.signal, () => stopped.push('other'));
    expect(getEventListeners(one.signal, 'abort')).toHaveLength(1);
    one.abort();
    expect(stopped).toEqual(['a', 'b', 'c']);
  });

  test('stops nothing that was taken back', () => {
    const whenAborted = abortListeners();
    const controller = new AbortController();
    const stopped: string[] = [];
    const forget = whenAborted(controller.signal, () => stopped.push('a'));
    whenAborted(controller.signal, () => stopped.push('b'));
    forget();
    controller.abort();
    expect(stopped).toEqual(['b']);
  });

  test('stops at once what comes too late', () => {
    const stopped: string[] = [];
    abortListeners()(AbortSignal.abort(), () => stopped.push('a'));
    expect(stopped).toEqual(['a']);
  });
});
