/**
 * Control tokens that a model server may know, in any text: chat templates' and tokenizers' usual ones, and those of
 * Self-RAG (AkariAsai/self-rag @1fcdc420, `retrieval_lm/utils.py`).
 */
const wellKnown =
  /<\|[^|<>\s]{1,40}\|>|<｜[^｜<>]{1,40}｜>|<\/?s>|<(?:pad|unk|bos|eos|mask|sep|cls|start_of_turn|end_of_turn)>|<\/?(?:think|tool_call|paragraph)>|\[\/?(?:INST|CLS|SEP|MASK|PAD|UNK|BOS|EOS)\]|<<\/?SYS>>|\[(?:No Retrieval|Retrieval|Continue to Use Evidence|Relevant|Irrelevant|Fully supported|Partially supported|No support \/ Contradictory|Utility:[1-5])\]/g;

/** Anything in angle or square brackets on one line: what control tokens look like. */
const bracketed = /<[^<>\n]{1,60}>|\[[^[\]\n]{1,60}\]/g;

/** Well-known control tokens that occur in a text. */
export function wellKnownControls(text: string): readonly string[] {
  return [...new Set(text.match(wellKnown))];
}

/** Stretches of a text that could be control tokens of some model: a tokenizer has to say. */
export function controlCandidates(text: string): readonly string[] {
  return [...new Set(text.match(bracketed))];
}

/**
 * The text without any of the control tokens: a space after its first character makes each of them plain text. One
 * character cannot be split and is left.
 */
export function neutralise(text: string, controls: Iterable<string>): string {
  const splittable = [...controls].filter((control) => control.length > 1);
  let safe = text;
  // Splitting one may complete another; each round lengthens the text, so there is a last one.
  while (splittable.some((control) => safe.includes(control))) {
    for (const control of splittable) safe = safe.replaceAll(control, `${control[0]} ${control.slice(1)}`);
  }
  return safe;
}
