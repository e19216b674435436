/**
 * Which list of passages a retrieval measure looks at. `first` = the first search; `evidence` = what the last
 * generation was shown; `shown` = all distinct passages shown, in order of first sight.
 */
export type ListName = 'first' | 'evidence' | 'shown';
