/**
 * How one relation is put into words. Frames have slots: `{s}` the subject, `{s's}` its possessive, `{o}` the object,
 * `{an o}` the object with its article, `{k}` what the subject is, `{an k}` the same with its article, `{c}` the
 * subject's country; in capitals (`{S}`) where a sentence begins with it. A list only ever grows at its end: a
 * frame's place in it is part of its id.
 */
export interface RelationWordings {
  /** At least twelve sentences. */
  readonly statements: readonly string[];
  /** At least eight questions for the object; at least four of them without a possessive, to be asked through phrases. */
  readonly questions: readonly string[];
  /** At least four noun phrases for the object, where it is an entity: `the author of {s}`. */
  readonly phrases?: readonly string[];
  /** Questions for the one of two subjects, `{a}` or `{b}`, whose amount is the greater or the lesser. */
  readonly comparisons?: { readonly wins: 'greater' | 'lesser'; readonly questions: readonly string[] };
  /** Questions whether `{a}` and `{b}` have the object in common. */
  readonly same?: readonly string[];
  /** Questions whether `{o}` is the object. */
  readonly verify?: readonly string[];
}

/** The words for one kind of article. */
export interface KindWordings {
  /** The relation that every article's first sentence states, in words that introduce the subject. */
  readonly lead: string;
  readonly relations: Readonly<Record<string, RelationWordings>>;
  /** Sentences that tell the alias, `{x}`. */
  readonly alias: readonly string[];
  /** Sentences that tell nothing that is ever asked. */
  readonly colour: readonly string[];
}
