/**
 * A queue of work that is not urgent: a piece in each turn of the event loop, first come, first served, so that whatever
 * came from the network meanwhile goes before.
 */
export function spareTime(): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  let at = 0;
  const next = (): void => {
    const work = waiting[at++];
    if (at === waiting.length) [waiting, at] = [[], 0];
    else setImmediate(next);
    work?.();
  };
  return (work) => {
    if (waiting.push(work) === 1) setImmediate(next);
  };
}
