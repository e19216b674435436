const starts = ['thus ', 'thus,', 'so ', 'so,', 'that is,', 'therefore', 'hence'];
const arithmetic = /\d+ [+-] \d+ = \d+/;
const questionWords = new Set(['who', 'what', 'when', 'where', 'why', 'which', 'how', 'does', 'is']);

/** Whether a sentence concludes instead of telling a fact: it is no query (`is_reasoning_sentence`). */
export function isReasoning(sentence: string): boolean {
  const lower = sentence.toLowerCase();
  return starts.some((start) => lower.startsWith(start)) || arithmetic.test(sentence);
}

/** Words between single spaces that are exactly a question word, "does" or "is" are dropped (`remove_wh_words`). */
export function dropQuestionWords(text: string): string {
  return text
    .split(' ')
    .filter((word) => !questionWords.has(word.toLowerCase()))
    .join(' ');
}

/**
 * What a step searches for: the last sentence that tells a fact, or the question; blank when nothing of it is left.
 * StonyBrookNLP/ircot @3c1820f698ee, `commaqa/inference/ircot.py`.
 */
export function cotQuery(question: string, sentences: readonly string[]): string {
  const fact = sentences.findLast((sentence) => !isReasoning(sentence))?.trim() ?? '';
  return dropQuestionWords(fact === '' ? question : fact).trim();
}
