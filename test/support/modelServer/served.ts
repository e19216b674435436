import type { Generated, ToyModel } from './toyModel.ts';

/** What a scripted server serves. */
export interface ServedToy {
  readonly model: ToyModel;
  /** Its context length in tokens. */
  readonly context: number;
  readonly adapters: readonly string[];
  /** An older release that ignores what it does not know. */
  readonly old?: boolean;
  /** `--logprobs-mode processed_logprobs`. */
  readonly processed?: boolean;
}

/** The family's usual name of the model. */
export const toyName = 'toy';

export function lnOf(p: number): number {
  return Math.log(p);
}

/** The k most probable tokens and, as servers do it, the sampled one. */
export function top(generated: Generated, k: number): readonly { readonly id: number; readonly p: number }[] {
  const all = k < 0 ? generated.distribution : generated.distribution.slice(0, k);
  return all.some(({ id }) => id === generated.id) ? all : [...all, { id: generated.id, p: generated.p }];
}

export type Body = Readonly<Record<string, unknown>>;

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

export function messagesOf(body: Body): readonly { readonly role: string; readonly content: string }[] {
  return body['messages'] as readonly { readonly role: string; readonly content: string }[];
}

/** A vector of its own for each text, of length 5 unless normalised. */
export function vectorOf(text: string, normalise: boolean): readonly number[] {
  const angle = (text.length % 7) / 7;
  const length = normalise ? 1 : 5;
  return [length * Math.cos(angle), length * Math.sin(angle)];
}

/** Texts that share more words with the query score higher. */
export function relevance(query: string, text: string): number {
  const words = new Set(query.split(' '));
  return text.split(' ').filter((word) => words.has(word)).length;
}
