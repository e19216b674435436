/** One unit of a corpus. `id` is unique within its corpus; `title` is empty when unknown. */
export interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** The text cut into sentences, where the source says how; joined they equal `text` up to white space. */
  readonly sentences?: readonly string[];
}

/** A passage in a ranking; its rank is its position. Scores are comparable within one list only. */
export interface Ranked {
  readonly passage: Passage;
  readonly score: number;
}
