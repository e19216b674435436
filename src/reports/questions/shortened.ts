/** Text cut to a length; `left` is the number of UTF-16 units that were cut off. */
export interface Shortened {
  readonly text: string;
  readonly left: number;
}

/** The first `most` UTF-16 units of a text, never half a surrogate pair. The whole stays in the records. */
export function shortened(text: string, most: number): Shortened {
  if (text.length <= most) return { text, left: 0 };
  const high = text.charCodeAt(most - 1);
  const end = high >= 0xd800 && high <= 0xdbff ? most - 1 : most;
  return { text: text.slice(0, end), left: text.length - end };
}
