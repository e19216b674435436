import { type FaultPlace, RagstoneError, toError } from '../errors.ts';

/** Parses JSON. @throws RagstoneError `bad-record` at `place` that says what is wrong. */
export function parsedJson(text: string, place: FaultPlace): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new RagstoneError('bad-record', `This is not valid JSON: ${toError(error).message}.`, {
      place,
      input: text.slice(0, 200),
      cause: error,
    });
  }
}
