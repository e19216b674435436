import { expect, test } from 'vitest';
import { closedTogether } from '../../src/io/closedTogether.ts';

test('closes all, the last first, and throws the first error', async () => {
  const closed: string[] = [];
  const opened = (name: string, fails = false) => ({
    [Symbol.asyncDispose]: async () => {
      closed.push(name);
      if (fails) throw new Error(`${name} does not close`);
    },
  });
  const work = async (): Promise<void> => {
    await using together = closedTogether();
    together.use(opened('a', true));
    together.use(opened('b', true));
    together.use(opened('c'));
  };
  await expect(work()).rejects.toThrow('b does not close');
  expect(closed).toEqual(['c', 'b', 'a']);
});
