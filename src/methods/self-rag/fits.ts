import type { Capabilities } from '../../ports/backend.ts';
import type { Fit } from '../../ports/method.ts';
import type { Settings } from './settings.ts';

/**
 * Self-RAG needs text prompts, control tokens and their probabilities; what nobody probed is tried. Without them a
 * chat model can run the fallback `prompted`.
 */
export function fits(settings: Settings, { generator }: { readonly generator: Capabilities }): Fit {
  if (!generator.does.includes('generate')) {
    return { fits: 'refused', because: 'the generator cannot generate text' };
  }
  const chats = generator.prompts.includes('chat');
  if (settings.critique === 'prompted') {
    return chats ? { fits: 'full' } : { fits: 'refused', because: 'the generator takes no chat prompts' };
  }
  const because = lackOf(generator);
  if (because === undefined) return { fits: 'full' };
  if (!chats) return { fits: 'refused', because };
  return { fits: 'fallback', name: 'prompted', because, settings: { ...settings, critique: 'prompted' } };
}

function lackOf({ prompts, watch, controlTokens }: Capabilities): string | undefined {
  if (!prompts.includes('text'))
    return 'the generator takes chat prompts only, and Self-RAG has its own format';
  if (watch.known && watch.value === 'none')
    return 'the generator tells no probabilities of reflection tokens';
  if (controlTokens.known && !controlTokens.value) return 'the generator takes no control tokens in prompts';
  return undefined;
}
