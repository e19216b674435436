import { isRagstoneError, toError } from '../../errors.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { AskedSearch } from './readSearch.ts';
import { type Reply, refusal } from './reply.ts';
import { searchAll } from './searchAll.ts';

interface SearchBounds {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly onFault: (error: Error) => void;
}

/** Searches and writes down what was found: one list a query, with all of each passage. */
export async function answerSearch(
  retriever: Retriever,
  asked: AskedSearch,
  { signal, timeoutMs, onFault }: SearchBounds,
): Promise<Reply> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const lists = await searchAll(retriever, asked, AbortSignal.any([signal, late]));
    return {
      status: 200,
      json: {
        results: lists.map((list) =>
          list.map(({ passage: { id, title, text }, score }) => ({ id, title, text, score })),
        ),
      },
    };
  } catch (thrown) {
    if (signal.aborted) return refusal(503, 'stopped', 'The search was given up.');
    if (late.aborted) return refusal(504, 'timeout', `The search took more than ${timeoutMs} ms.`);
    const error = toError(thrown);
    // The client's own mistake: a `k` beyond what the retriever looks at.
    if (isRagstoneError(error) && error.code === 'usage') return refusal(400, 'usage', error.message);
    onFault(error);
    const code = isRagstoneError(error) ? error.code : 'internal';
    return refusal(code === 'backend' ? 502 : 500, code, 'The search failed; the server has said why.');
  }
}
