import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestAnswer } from '../../../src/methods/extractive/bestAnswer.ts';
import type { FeatureList } from '../../../src/methods/extractive/featureList.ts';
import { readPassages } from '../../../src/methods/extractive/readPassages.ts';
import { readQuestion } from '../../../src/methods/extractive/readQuestion.ts';
import { margin } from '../../../src/methods/extractive/readSentence.ts';
import { scoreAnswers } from '../../../src/methods/extractive/scoreAnswers.ts';
import { longestSpan } from '../../../src/methods/extractive/scoreSpans.ts';
import { emptyLexicon } from './emptyLexicon.ts';

function score(asked: string, text: string, weigh: (list: FeatureList) => number = () => 0) {
  const question = readQuestion(asked, emptyLexicon);
  const sentences = readPassages([{ id: '1', title: '', text }], question, emptyLexicon);
  return { spans: scoreAnswers(sentences, question, weigh), sentences };
}

function textsOf({ spans, sentences }: ReturnType<typeof score>): readonly string[] {
  return Array.from({ length: spans.count }, (_, at) => {
    const tokens = sentences[spans.sentence[at] ?? 0]?.view.tokens;
    return (
      tokens?.text.slice(
        tokens.from[(spans.first[at] ?? 0) - margin],
        tokens.to[(spans.last[at] ?? 0) - margin],
      ) ?? ''
    );
  });
}

describe('scoreAnswers', () => {
  test('offers spans that neither begin nor end with articles or marks', () => {
    expect(textsOf(score('Who?', 'The king, a man.'))).toEqual(['king', 'king, a man', 'man']);
  });

  test('offers yes and no to a closed question, and nothing else', () => {
    const { spans } = score('Is it old?', 'It is old.');
    expect([...spans.sentence]).toEqual([-1, -2]);
  });

  test('has nothing to offer without text', () => {
    expect(score('Who?', '').spans.count).toBe(0);
    expect(score('Is it?', '').spans.count).toBe(0);
  });

  test('offers no span twice, and none that is too long', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'king', ',', 'Rome', '1990', 'of', '"')), (words) => {
        const { spans } = score('Who?', words.join(' '));
        const seen = new Set<string>();
        for (let at = 0; at < spans.count; at += 1) {
          const first = spans.first[at] ?? 0;
          const last = spans.last[at] ?? 0;
          seen.add(`${first}-${last}`);
          expect(last - first + 1).toBeLessThanOrEqual(longestSpan);
          expect(last).toBeGreaterThanOrEqual(first);
        }
        expect(seen.size).toBe(spans.count);
      }),
    );
  });
});

describe('bestAnswer', () => {
  test('adds up what equal texts are worth', () => {
    const { spans, sentences } = score('Who?', 'Numa. Ancus. NUMA.');
    expect(bestAnswer(spans, sentences)).toMatchObject({ text: 'Numa', confidence: 2 / 3 });
  });

  test('gives every answer its probability', () => {
    const { spans, sentences } = score('Is it old?', 'It is.', (list) => list.length);
    expect(bestAnswer(spans, sentences)).toEqual({ text: 'no', confidence: 0.5 });
  });

  test('knows no answer where there is no candidate', () => {
    const { spans, sentences } = score('Who?', '...');
    expect(bestAnswer(spans, sentences)).toBeUndefined();
  });
});
