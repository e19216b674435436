import { closedAnswer } from '../../src/methods/extractive/scoreAnswers.ts';
import type { PlacedSentence } from '../../src/methods/extractive/readPassages.ts';
import { margin } from '../../src/methods/extractive/readSentence.ts';
import type { ScoredSpans } from '../../src/methods/extractive/scoreSpans.ts';
import { squadTokens } from '../../src/scoring/text/squadTokens.ts';

/** Marks, articles and blanks that normalising may take away from around an answer's letters. */
const slack = 12;

/** The numbers of those candidates whose text is one of the answers, after SQuAD's normalisation. */
export function rightSpans(
  spans: ScoredSpans,
  sentences: readonly PlacedSentence[],
  answers: readonly string[],
): readonly number[] {
  const wanted = new Set(answers.map(normalised));
  wanted.delete('');
  const sizes = [...wanted].map((answer) => answer.length);
  const shortest = Math.min(...sizes);
  const longest = Math.max(...sizes) + slack;
  const right: number[] = [];
  for (let span = 0; span < spans.count; span += 1) {
    const sentence = spans.sentence[span] ?? 0;
    if (sentence < 0) {
      if (wanted.has(sentence === closedAnswer.no ? 'no' : 'yes')) right.push(span);
      continue;
    }
    const tokens = sentences[sentence]?.view.tokens;
    if (tokens === undefined) continue;
    const from = tokens.from[(spans.first[span] ?? 0) - margin] ?? 0;
    const to = tokens.to[(spans.last[span] ?? 0) - margin] ?? 0;
    if (to - from < shortest || to - from > longest) continue;
    if (wanted.has(normalised(tokens.text.slice(from, to)))) right.push(span);
  }
  return right;
}

function normalised(text: string): string {
  return squadTokens(text).join(' ');
}
