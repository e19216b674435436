/**
 * `\b(a|an|the)\b` of Python's module `re`, as the scripts of HotpotQA, SQuAD, TriviaQA and FlashRAG use it.
 * Its words consist of letters, numbers of any kind and `_`, so that a combining mark ends one.
 */
export const articles = /(?<![\p{L}\p{N}_])(?:an?|the)(?![\p{L}\p{N}_])/gu;

/**
 * The same of the module `regex`, which BERGEN uses. Its words consist of alphabetic characters, marks, decimal digits,
 * connector punctuation and the two joiners, so that "a²" begins with an article and "ã" in two characters does not.
 */
export const articlesOfRegex =
  /(?<![\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d])(?:an?|the)(?![\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d])/gu;
