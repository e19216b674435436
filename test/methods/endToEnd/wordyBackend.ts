import type { Backend } from '../../../src/ports/backend.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

/** A model that says the given texts in turn, again and again, cut to the tokens it may write; a token is a word. */
export function wordyBackend(says: readonly string[]): Backend {
  let calls = 0;
  const backend = scriptedBackend({});
  return {
    ...backend,
    async generate(request, signal) {
      const whole = says[calls++ % says.length] ?? '';
      const words = whole.split(/\s+/u).filter((word) => word !== '');
      const cut = words.length > request.maxTokens;
      const generation = await backend.generate(request, signal);
      return {
        ...generation,
        text: cut ? words.slice(0, request.maxTokens).join(' ') : whole,
        finish: cut ? 'length' : 'stop',
        usage: { ...generation.usage, outputTokens: Math.min(words.length, request.maxTokens) },
      };
    },
  };
}
