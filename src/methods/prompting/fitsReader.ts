import type { Capabilities } from '../../ports/backend.ts';
import type { Fit } from '../../ports/method.ts';

/** A method with one reader needs nothing but that it generates text. */
export function fitsReader({ reader }: { readonly reader: Capabilities }): Fit {
  if (reader.does.includes('generate')) return { fits: 'full' };
  return { fits: 'refused', because: 'the reader cannot generate text' };
}
