import type { Finding } from '../../../ports/finding.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { rerank } from '../../model/rerank.ts';
import { attempt } from '../attempt.ts';

/** Whether it reranks, and puts an obvious passage first. */
export function reranking(model: HttpModel, signal: AbortSignal): Promise<Finding<boolean>> {
  return attempt('reranking', async () => {
    const texts = ['Bread is made of flour.', 'The capital of France is Paris.'];
    const { scores } = await rerank(model, 'What is the capital of France?', texts, signal);
    const [other = 0, right = 0] = scores;
    return right > other
      ? { status: 'ok', value: true, detail: 'yes' }
      : { status: 'warn', value: true, detail: 'an obvious passage did not come first' };
  });
}
