import { describe, expect, test } from 'vitest';
import { openLimiter } from '../../../src/backends/wrappers/limiter.ts';
import { withLimiter } from '../../../src/backends/wrappers/withLimiter.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const never = new AbortController().signal;
const request = { prompt: { kind: 'text', parts: [{ text: 'q' }] }, maxTokens: 4 } as const;

describe('the limiter', () => {
  test('lets no more calls through than its limit, over all models of the server', async () => {
    const limiter = openLimiter(3);
    let [inFlight, most] = [0, 0];
    const slow = {
      ...scriptedBackend({}),
      generate: async () => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inFlight -= 1;
        return scriptedBackend({ say: () => 'x' }).generate(request, never);
      },
    };
    const [one, other] = [withLimiter(slow, limiter), withLimiter(slow, limiter)];
    const served = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).generate(request, never)),
    );
    expect(most).toBe(3);
    const waits = served.map((each) => (each.served.by === 'model' ? each.served.queuedMs : -1));
    expect(Math.max(...waits)).toBeGreaterThan(1);
    expect(Math.min(...waits)).toBeLessThan(1);
  });

  test('serves in order of arrival', async () => {
    const limiter = openLimiter(1);
    const first = limiter.turn(never);
    await first.begin();
    const order: number[] = [];
    const others = [1, 2, 3].map(async (n) => {
      using turn = limiter.turn(never);
      await turn.begin();
      order.push(n);
    });
    first[Symbol.dispose]();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });

  test('forgets a call that was given up while it waited', async () => {
    const limiter = openLimiter(1);
    const first = limiter.turn(never);
    await first.begin();
    const controller = new AbortController();
    const waiting = limiter.turn(controller.signal).begin();
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    first[Symbol.dispose]();
    using second = limiter.turn(never);
    expect(second.begin()).toBeUndefined();
  });

  test('gives the slot back when a call fails', async () => {
    const limiter = openLimiter(1);
    const broken = { ...scriptedBackend({}), generate: () => Promise.reject(new Error('broken')) };
    await expect(withLimiter(broken, limiter).generate(request, never)).rejects.toThrow('broken');
    using turn = limiter.turn(never);
    expect(turn.begin()).toBeUndefined();
  });

  test('gives a place on at the end of a turn, once, and has the answer wait for the call that was let in', async () => {
    const limiter = openLimiter(1);
    const happened: string[] = [];
    using first = limiter.turn(never);
    using second = limiter.turn(never);
    await first.begin();
    const sent = second.begin()?.then(() => happened.push('second sent'));
    const read = first.end()?.then(() => happened.push('first read'));
    await Promise.all([sent, read]);
    expect(happened).toEqual(['second sent', 'first read']);
    expect(first.waitedMs).toBeGreaterThan(0);
    first[Symbol.dispose]();
    using third = limiter.turn(never);
    const waiting = third.begin();
    expect(waiting).toBeDefined();
    expect(second.end()).toBeDefined();
    await waiting;
    expect(third.end()).toBeUndefined();
  });

  test('lets a call that is tried again take a place anew', async () => {
    const limiter = openLimiter(1);
    using turn = limiter.turn(never);
    await turn.begin();
    expect(turn.begin()).toBeUndefined();
    expect(turn.end()).toBeUndefined();
    using other = limiter.turn(never);
    expect(other.begin()).toBeUndefined();
    const again = turn.begin();
    expect(again).toBeDefined();
    other[Symbol.dispose]();
    await again;
  });

  test('is lowered once for calls that fail together, restored slowly, and remembers', async () => {
    let time = 0;
    const limiter = openLimiter(8, () => time);
    limiter.overloaded();
    limiter.overloaded();
    expect(limiter.limit).toBe(4);
    time = 2000;
    limiter.overloaded();
    expect(limiter.limit).toBe(2);
    const succeed = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n++) {
        using turn = limiter.turn(never);
        await turn.begin();
        limiter.succeeded();
      }
    };
    await succeed(7);
    expect(limiter.limit).toBe(2);
    await succeed(1);
    expect(limiter.limit).toBe(3);
    await succeed(1000);
    expect(limiter.limit).toBe(8);
    expect(limiter.history.map(({ limit, because }) => [limit, because])).toEqual([
      [8, 'start'],
      [4, 'overloaded'],
      [2, 'overloaded'],
      [3, 'restored'],
      [4, 'restored'],
      [5, 'restored'],
      [6, 'restored'],
      [7, 'restored'],
      [8, 'restored'],
    ]);
    expect(limiter.history[1]?.at).toBe('1970-01-01T00:00:00.000Z');
  });

  test('tells a listener of what was and of what comes', () => {
    const limiter = openLimiter(4);
    const told: string[] = [];
    limiter.onChange(({ limit, because }) => told.push(`${limit} ${because}`));
    limiter.overloaded();
    expect(told).toEqual(['4 start', '2 overloaded']);
  });

  test('is never lowered below one', () => {
    let time = 0;
    const limiter = openLimiter(2, () => time);
    for (; time < 9000; time += 1000) limiter.overloaded();
    expect(limiter.limit).toBe(1);
  });
});
