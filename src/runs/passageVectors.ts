import type { Backend } from '../ports/backend.ts';
import type { Passage } from '../ports/passage.ts';
import type { ScoreInput } from '../ports/scorer.ts';
import { encodePassages } from '../retrieval/dense/encodePassages.ts';
import { encoderOf } from '../retrieval/dense/encoder.ts';
import { probeVector } from '../retrieval/dense/encoderProbe.ts';
import { passageText } from '../retrieval/dense/passageText.ts';

type VectorOf = NonNullable<ScoreInput['vectorOf']>;

/** Makes vectors of the passages that a record's measures look at. */
export type PassageVectors = (passages: readonly Passage[], signal: AbortSignal) => Promise<VectorOf>;

/** Vectors that are remembered: of 384 numbers they take 30 MB. */
const most = 20_000;
/** Texts a request. */
const batch = 64;

/**
 * Vectors of title and text, of length 1, pooled as the model's file or server says. Systems find the same passages, so
 * those met lately are remembered; what is too long for the model is cut at its end.
 */
export function passageVectors(model: Backend): PassageVectors {
  const encoder = encoderOf(model, { pooling: 'server', normalise: true });
  const remembered = new Map<string, Float32Array>();
  let dimensions: number | undefined;
  return async (passages, signal) => {
    const length = (dimensions ??= (await probeVector(encoder, signal)).length);
    const texts = [...new Set(passages.map(textOf))];
    const vectors = new Map(texts.map((text) => [text, remembered.get(text)]));
    const missing = texts.filter((text) => vectors.get(text) === undefined);
    if (remembered.size + missing.length > most) remembered.clear();
    for (let at = 0; at < missing.length; at += batch) {
      const some = missing.slice(at, at + batch);
      const made = await encodePassages(encoder, some, length, signal);
      for (const [n, text] of some.entries()) {
        const vector = made.vectors[n] ?? new Float32Array(length);
        remembered.set(text, vector);
        vectors.set(text, vector);
      }
    }
    return (passage) => vectors.get(textOf(passage)) ?? new Float32Array(length);
  };
}

function textOf(passage: Passage): string {
  return passageText('{title} {text}', passage);
}
