/** Text → index terms. Documents and queries pass through the same one, so they cannot disagree. */
export interface Analyser {
  /** Name and version, `english@1`: a version's terms never change. */
  readonly name: string;
  /** The terms in the order of the text, repeated ones repeated. */
  tokens(text: string): readonly string[];
}

/** What a file `src/retrieval/analysers/<name><version>.ts` exports under its own name. */
export interface AnalyserDefinition {
  readonly name: string;
  /** One line for lists. */
  readonly summary: string;
  /** A new analyser with a cache of its own. */
  create(): Analyser;
}
