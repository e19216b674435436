/**
 * A piece of a prompt. Only a `control` part may become control tokens of a model:
 * retrieved text stays text whatever it contains.
 */
export type Part = { readonly text: string } | { readonly control: string };

export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly Part[];
}

export type Prompt =
  | { readonly kind: 'text'; readonly parts: readonly Part[] }
  | { readonly kind: 'chat'; readonly turns: readonly Turn[] };
