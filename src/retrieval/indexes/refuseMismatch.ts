import { RagstoneError } from '../../errors.ts';

/** @throws RagstoneError `mismatch` naming the field, when what an index holds is not what is asked for. */
export function refuseMismatch(file: string, field: string, held: unknown, asked: unknown): void {
  if (held === asked) return;
  throw new RagstoneError(
    'mismatch',
    `The index was built with ${shown(held)}, asked for is ${shown(asked)}. ` +
      'Build an index for what is asked for ("ragstone index build"), or ask for what this one holds.',
    { place: { file, field }, input: held },
  );
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
