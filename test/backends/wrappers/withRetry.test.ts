import { describe, expect, test } from 'vitest';
import { RagstoneError } from '../../../src/errors.ts';
import { backendFault, type Fault } from '../../../src/backends/fault.ts';
import { withRetry } from '../../../src/backends/wrappers/withRetry.ts';
import type { Backend } from '../../../src/ports/backend.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const request = { prompt: { kind: 'text', parts: [{ text: 'q' }] }, maxTokens: 4 } as const;
const never = new AbortController().signal;

/** Fails with each of the given errors, then answers. */
function failing(...errors: readonly Error[]): Backend & { tries: number } {
  const backend = {
    ...scriptedBackend({ say: () => 'yes' }),
    tries: 0,
    generate: async (): ReturnType<Backend['generate']> => {
      const error = errors[backend.tries++];
      if (error !== undefined) throw error;
      return scriptedBackend({ say: () => 'yes' }).generate(request, never);
    },
  };
  return backend;
}

const fault = (kind: Fault['fault'], more: Partial<Fault> = {}): Error =>
  backendFault({ fault: kind, ...more }, `It failed: ${kind}.`);
const quick = { random: keyedRandom(1), base: 1 };

describe('retries', () => {
  test('happen where a failure may pass, and are told with their causes and waits', async () => {
    const backend = failing(
      fault('connection'),
      fault('overloaded', { retryAfterMs: 3 }),
      fault('malformed'),
    );
    const { served } = await withRetry(backend, quick).generate(request, never);
    const retries = served.by === 'model' ? served.retries : [];
    expect(retries.map(({ because }) => because)).toEqual(['connection', 'overloaded', 'malformed']);
    expect(retries[1]?.waitedMs).toBe(3);
    for (const { waitedMs } of retries) expect(waitedMs).toBeGreaterThanOrEqual(0);
  });

  test.each(['refused', 'redirected', 'too-large', 'key', 'truncated'] as const)(
    'do not happen after %s',
    async (kind) => {
      const backend = failing(fault(kind));
      await expect(withRetry(backend, quick).generate(request, never)).rejects.toThrow(kind);
      expect(backend.tries).toBe(1);
    },
  );

  test('do not happen after errors of other kinds', async () => {
    const backend = failing(new RagstoneError('context-overflow', 'too long'));
    await expect(withRetry(backend, quick).generate(request, never)).rejects.toThrow('too long');
    expect(backend.tries).toBe(1);
  });

  test('are bounded, and the last failure says how many there were', async () => {
    const backend = failing(...Array.from({ length: 9 }, () => fault('timeout')));
    const failed = withRetry(backend, { ...quick, attempts: 3 }).generate(request, never);
    await expect(failed).rejects.toMatchObject({
      input: { fault: 'timeout' },
      message: expect.stringContaining('3 tries'),
    });
    expect(backend.tries).toBe(3);
  });

  test('wait no longer than the longest wait, whatever the server asks for', async () => {
    const backend = failing(fault('overloaded', { retryAfterMs: 1e9 }));
    const { served } = await withRetry(backend, { ...quick, longest: 2 }).generate(request, never);
    expect(served).toMatchObject({ retries: [{ waitedMs: 2 }] });
  });

  test('end at once when the user stops', async () => {
    const controller = new AbortController();
    const backend = failing(fault('overloaded', { retryAfterMs: 60_000 }));
    const onFault = (): void => controller.abort(new Error('enough'));
    await expect(
      withRetry(backend, { ...quick, onFault }).generate(request, controller.signal),
    ).rejects.toThrow('enough');
  });

  test('tell of each failure as it happens', async () => {
    const told: string[] = [];
    const onFault = (each: Fault): void => void told.push(each.fault);
    await withRetry(failing(fault('overloaded'), fault('timeout')), { ...quick, onFault }).generate(
      request,
      never,
    );
    expect(told).toEqual(['overloaded', 'timeout']);
  });
});
