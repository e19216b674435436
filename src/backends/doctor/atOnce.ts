/**
 * The results of calls that are in flight together. Unlike `Promise.all` it waits for all of them before it fails, so
 * that none runs on beside the next probe.
 */
export async function atOnce<T>(times: number, call: (n: number) => Promise<T>): Promise<readonly T[]> {
  const settled = await Promise.allSettled(Array.from({ length: times }, (_, n) => call(n)));
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}
