/** What an article is about. */
export type AtlasKind =
  | 'country'
  | 'region'
  | 'town'
  | 'river'
  | 'mountain'
  | 'university'
  | 'company'
  | 'person'
  | 'book'
  | 'film'
  | 'song'
  | 'event';

/** The n-th entity of a kind in a country; all count from 0. */
export interface EntityRef {
  readonly country: number;
  readonly kind: AtlasKind;
  readonly n: number;
}

/** What a fact says: an entity, or words and numbers. */
export type FactValue = { readonly entity: EntityRef } | LiteralValue;

export interface LiteralValue {
  /** As it stands in sentences: `12,345`, `432 kilometres`, `painter`. */
  readonly text: string;
  /** All right spellings of it as an answer, `text` first. */
  readonly spellings: readonly string[];
  /** What comparisons compare. */
  readonly amount?: number;
}

/** An entity's names and facts, without any wording. */
export interface Entity {
  readonly ref: EntityRef;
  /** Unique in the world: `Velmora (Tarsk)`. */
  readonly title: string;
  /** How its own article's first sentence names it; others may share it: `Velmora`. */
  readonly bare: string;
  /** How other sentences and questions name it, unique in the world: `Velmora in Tarsk`. */
  readonly mention: string;
  /** How its own article names it after the first sentence, besides the pronoun: `the town`, a surname. */
  readonly short: string;
  readonly pronoun: 'he' | 'she' | 'it';
  /** What it is: `town`, `novel`, `exhibition`. */
  readonly noun: string;
  /** Another name that its article tells, and its own only. */
  readonly alias?: string;
  /** All right spellings of it as an answer, the usual one first. */
  readonly spellings: readonly string[];
  /** By relation: `town.founded`. */
  readonly facts: ReadonlyMap<string, FactValue>;
}
