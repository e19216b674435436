import type { Backend } from '../../../src/ports/backend.ts';
import type { Retriever } from '../../../src/ports/retriever.ts';

/** The backend, and every request that reaches it, as JSON. */
export function recordedBackend(backend: Backend): Backend & { readonly requests: readonly string[] } {
  const requests: string[] = [];
  const note = (...request: readonly unknown[]) => void requests.push(JSON.stringify(request));
  return {
    ...backend,
    requests,
    generate(request, signal) {
      note(request);
      return backend.generate(request, signal);
    },
    embed(request, signal) {
      note(request);
      return backend.embed(request, signal);
    },
    rerank(query, texts, signal) {
      note(query, texts);
      return backend.rerank(query, texts, signal);
    },
    countTokens(prompt, signal) {
      note(prompt);
      return backend.countTokens(prompt, signal);
    },
  };
}

/** The retriever, and every query that reaches it. */
export function recordedRetriever(retriever: Retriever): Retriever & { readonly queries: readonly string[] } {
  const queries: string[] = [];
  return {
    ...retriever,
    queries,
    search(query, k, signal, served) {
      queries.push(query);
      return retriever.search(query, k, signal, served);
    },
  };
}
