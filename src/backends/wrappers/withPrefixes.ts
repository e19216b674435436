import type { Backend } from '../../ports/backend.ts';

/**
 * The backend with the words that its embedding model was trained to see before queries and passages (E5's `query: `
 * and `passage: `). Outside of logs and caches, so that their keys hold the texts as they are embedded.
 */
export function withPrefixes(
  backend: Backend,
  prefixes: { readonly query: string; readonly passage: string },
): Backend {
  return {
    ...backend,
    embed: (request, signal) =>
      backend.embed(
        { ...request, texts: request.texts.map((text) => `${prefixes[request.as]}${text}`) },
        signal,
      ),
  };
}
