import type { Finding } from '../../../ports/finding.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { attempt } from '../attempt.ts';
import { rawVector } from '../rawVector.ts';

const text = 'A cat sat on a mat.';

/** Whether an adapter changes the vectors of its base model, and still gives its own after the base was asked. */
export function embeddingAdapter(
  adapted: HttpModel,
  base: HttpModel,
  signal: AbortSignal,
): Promise<Finding<boolean>> {
  return attempt('adapter of embeddings', async () => {
    const before = await rawVector(adapted, text, signal);
    const bare = await rawVector(base, text, signal);
    const after = await rawVector(adapted, text, signal);
    if (apart(before, after)) {
      return { status: 'no', value: false, detail: 'its vectors change after its base model was asked' };
    }
    return apart(before, bare)
      ? { status: 'ok', value: true, detail: 'vectors differ from its base, and stay the same after it' }
      : { status: 'warn', value: null, detail: 'it embeds as its base does: it may not be applied' };
  });
}

/** Beyond what sums in another order change. */
function apart(one: Float32Array, other: Float32Array): boolean {
  const distance = Math.hypot(...one.map((value, n) => value - (other[n] ?? 0)));
  return distance > 0.01 * Math.hypot(...one);
}
