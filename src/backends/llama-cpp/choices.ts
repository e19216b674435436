import type { LlamaModel, Token } from 'node-llama-cpp';

/** Guided choice over tokens: each choice as the tokenizer writes it. */
export interface Choices {
  /** The tokens that may come next. Where one choice begins another, the model may also end. */
  after(taken: readonly Token[]): readonly Token[];
  isDone(taken: readonly Token[]): boolean;
  /** The choice that was taken in full. */
  chosen(taken: readonly Token[]): string | undefined;
}

export function openChoices(model: LlamaModel, choices: readonly string[]): Choices {
  const end = model.tokens.eos ?? model.tokens.eot;
  const written = choices.map((text) => {
    const controls = model.tokenize(text, true);
    // A choice that is one control token is meant as such.
    return { text, ids: controls.length === 1 ? controls : model.tokenize(text, false) };
  });
  const after = (taken: readonly Token[]): readonly Token[] => {
    const open = written.filter(({ ids }) => taken.every((id, n) => ids[n] === id));
    const next = open.flatMap(({ ids }) => ids[taken.length] ?? []);
    const whole = open.some(({ ids }) => ids.length === taken.length);
    return [...new Set([...next, ...(whole && end !== null && next.length > 0 ? [end] : [])])];
  };
  const chosen = (taken: readonly Token[]): string | undefined => {
    const ids = taken.at(-1) === end ? taken.slice(0, -1) : taken;
    return written.find((each) => each.ids.length === ids.length && ids.every((id, n) => each.ids[n] === id))
      ?.text;
  };
  return { after, chosen, isDone: (taken) => after(taken).length === 0 };
}
