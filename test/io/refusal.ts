import { RagstoneError } from '../../src/errors.ts';

/** The RagstoneError that reading something to its end ends with; fails when there is none. */
export async function refusal(reading: AsyncIterable<unknown> | Promise<unknown>): Promise<RagstoneError> {
  try {
    if (Symbol.asyncIterator in reading) await Array.fromAsync(reading);
    else await reading;
  } catch (error) {
    if (error instanceof RagstoneError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
