/** Control tokens of the tiny model: the usual ones, a chat template's, and Self-RAG's. */
export const tinyControls = [
  '<unk>',
  '<s>',
  '</s>',
  '<|system|>',
  '<|user|>',
  '<|assistant|>',
  '[No Retrieval]',
  '[Retrieval]',
  '[Continue to Use Evidence]',
  '[Relevant]',
  '[Irrelevant]',
  '[Fully supported]',
  '[Partially supported]',
  '[No support / Contradictory]',
  '[Utility:1]',
  '[Utility:2]',
  '[Utility:3]',
  '[Utility:4]',
  '[Utility:5]',
  '<paragraph>',
  '</paragraph>',
] as const;

const words = `the of and to in a is that for it as was with be by on not he his but at are this have from or had an
  they which one you were all her she there would their we him been has when who will no more if out so said what its
  about into than them can only other new some could time these two may then do first any my now such like our over man
  me even most made after also did many before must through years where much your way well down should because each just
  those people how too little state good very make world still own see men work long get here between both life being
  under never day same another know while last might us great old year off come since against go came right used take
  three question answer passage context film city country born river president capital written music team company
  yes director actor novel album university located known name American British French German played published`;

/** A vocabulary of byte-level BPE as GPT-2 writes it: single bytes, what merges make of common words, control tokens. */
export interface TinyVocabulary {
  readonly tokens: readonly string[];
  readonly merges: readonly string[];
  /** The id of a control token. */
  readonly idOf: (control: (typeof tinyControls)[number]) => number;
}

/** `ascii`: printable characters and the line break only, without merges, so that each token is a text by itself. */
export function tinyVocabulary(kind: 'words' | 'ascii' = 'words'): TinyVocabulary {
  const merged = new Set<string>();
  const merges = new Set<string>();
  for (const word of kind === 'ascii' ? [] : words.split(/\s+/)) {
    for (const form of [word, `Ġ${word}`]) {
      for (let end = 1; end < form.length; end++) {
        merges.add(`${form.slice(0, end)} ${form[end]}`);
        merged.add(form.slice(0, end + 1));
      }
    }
  }
  const letters = byteLetters().filter(
    (_, byte) => kind === 'words' || byte === 10 || (byte >= 32 && byte < 127),
  );
  const plain = [...letters, ...merged];
  return {
    tokens: [...plain, ...tinyControls],
    merges: [...merges],
    idOf: (control) => plain.length + tinyControls.indexOf(control),
  };
}

/** GPT-2's printable letter for each of the 256 bytes (openai/gpt-2, `src/encoder.py`, `bytes_to_unicode`). */
function byteLetters(): readonly string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(printable ? byte : next++);
  });
}
