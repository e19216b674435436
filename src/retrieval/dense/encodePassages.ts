import { isRagstoneError } from '../../errors.ts';
import { type Encoder, refuseOtherLength } from './encoder.ts';

/** Vectors of some passages, in their order. */
export interface EncodedPassages {
  readonly vectors: readonly Float32Array[];
  /** Passages that were longer than the encoder's context and were cut at the end of a word. */
  readonly cut: number;
  /** Passages without any text: they are not asked about and get a vector of zeros. */
  readonly empty: number;
}

/**
 * Embeds passages. Where the encoder says that one is longer than its context, the longest beginning of it that the
 * encoder takes is embedded instead, and counted.
 * @throws RagstoneError what the encoder throws, and `mismatch` for vectors of another length.
 */
export async function encodePassages(
  encoder: Encoder,
  texts: readonly string[],
  dimensions: number,
  signal: AbortSignal,
): Promise<EncodedPassages> {
  const asked = texts.filter((text) => text !== '');
  const { vectors, cut } = await encode(encoder, asked, signal);
  for (const vector of vectors) refuseOtherLength(vector, dimensions);
  let next = 0;
  return {
    vectors: texts.map((text) => (text === '' ? undefined : vectors[next++]) ?? new Float32Array(dimensions)),
    cut,
    empty: texts.length - asked.length,
  };
}

async function encode(
  encoder: Encoder,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Pick<EncodedPassages, 'vectors' | 'cut'>> {
  if (texts.length === 0) return { vectors: [], cut: 0 };
  try {
    return { vectors: (await encoder.embed(texts, 'passage', signal)).vectors, cut: 0 };
  } catch (error) {
    if (!isTooLong(error)) throw error;
    const [text] = texts;
    if (texts.length === 1 && text !== undefined) {
      return { vectors: [await encodeBeginning(encoder, text, error, signal)], cut: 1 };
    }
    // Which of them it was nobody says.
    const half = texts.length >> 1;
    const first = await encode(encoder, texts.slice(0, half), signal);
    const second = await encode(encoder, texts.slice(half), signal);
    return { vectors: [...first.vectors, ...second.vectors], cut: first.cut + second.cut };
  }
}

/** The vector of the longest beginning that is taken, by halving; `refusal` when not even one word is. */
async function encodeBeginning(
  encoder: Encoder,
  text: string,
  refusal: unknown,
  signal: AbortSignal,
): Promise<Float32Array> {
  const ends = cuttingPoints(text);
  let best: Float32Array | undefined;
  let low = 0;
  let high = ends.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    try {
      const { vectors } = await encoder.embed([text.slice(0, ends[middle])], 'passage', signal);
      best = vectors[0];
      low = middle + 1;
    } catch (error) {
      if (!isTooLong(error)) throw error;
      high = middle - 1;
    }
  }
  if (best === undefined) throw refusal;
  return best;
}

/** Where words end, without the last; between any two characters of a text that has no white space. */
function cuttingPoints(text: string): readonly number[] {
  const words = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  if (words.length > 1) return words.slice(0, -1);
  let end = 0;
  return Array.from(text, (character) => (end += character.length)).slice(0, -1);
}

function isTooLong(error: unknown): boolean {
  return isRagstoneError(error) && error.code === 'context-overflow';
}
