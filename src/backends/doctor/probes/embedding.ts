import type { Finding } from '../../../ports/finding.ts';
import { embed } from '../../model/embed.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { attempt } from '../attempt.ts';
import { rawVector } from '../rawVector.ts';

/** Numbers in a vector, and the length of a vector when raw ones are asked for. */
interface Vectors {
  readonly dimensions: number;
  readonly norm: number;
}

/** What vectors come: how long, whether raw ones can be had, and whether a batch of 33 comes whole. */
export function embedding(model: HttpModel, signal: AbortSignal): Promise<Finding<Vectors>> {
  return attempt('embeddings', async () => {
    const vector = await rawVector(model, 'A cat sat on a mat.', signal);
    const texts = Array.from({ length: 33 }, (_, n) => `Text ${n}`);
    await embed(model, { texts, as: 'passage', pooling: 'server', normalise: true }, signal);
    const norm = Math.hypot(...vector);
    const value = { dimensions: vector.length, norm };
    const pooling = model.described.pooling ?? model.declaredPooling ?? 'unknown';
    const told = `${vector.length} numbers, pooling ${pooling}`;
    return Math.abs(norm - 1) < 1e-4
      ? { status: 'warn', value, detail: `${told}, always of length 1: a dot product is a cosine here` }
      : { status: 'ok', value, detail: `${told}, raw on request (length ${norm.toPrecision(4)})` };
  });
}
