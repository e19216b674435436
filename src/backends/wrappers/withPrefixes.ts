import type { Backend, EmbedPrefixes } from '../../ports/backend.ts';

/** The backend with these words before what it embeds; they are part of its identity, and so of every key. */
export function withPrefixes(backend: Backend, prefixes: EmbedPrefixes): Backend {
  return {
    ...backend,
    identity: { ...backend.identity, prefixes },
    embed: (request, signal) =>
      backend.embed(
        { ...request, texts: request.texts.map((text) => `${prefixes[request.as]}${text}`) },
        signal,
      ),
  };
}
