import type { Passage } from '../../ports/passage.ts';
import type { SentenceRef } from '../../ports/question.ts';
import { bestAnswer } from './bestAnswer.ts';
import { sumWeights } from './featureList.ts';
import type { Model } from './model.ts';
import { readPassages } from './readPassages.ts';
import { readQuestion } from './readQuestion.ts';
import { scoreAnswers } from './scoreAnswers.ts';
import { usedSentences } from './usedSentences.ts';

/** What reading came to. */
export interface FoundAnswer {
  /** Empty where there is nothing that could be an answer. */
  readonly text: string;
  /** The probability of the text under the model, 0 to 1; 0 where the text is empty. */
  readonly confidence: number;
  /** The sentences that it rests on; absent where no passage comes cut into sentences. */
  readonly facts?: readonly SentenceRef[];
  /** How many sentences were searched, and how many candidates they held. */
  readonly sentences: number;
  readonly candidates: number;
}

/** Reads the passages together and answers with the most probable span, or with yes or no. */
export function findAnswer(asked: string, passages: readonly Passage[], model: Model): FoundAnswer {
  const question = readQuestion(asked, model.lexicon);
  const sentences = readPassages(passages, question, model.lexicon);
  const candidates = scoreAnswers(sentences, question, (features) => sumWeights(features, model.weights));
  const best = bestAnswer(candidates, sentences);
  const answering = best?.sentence === undefined ? undefined : sentences[best.sentence];
  const facts = best === undefined ? undefined : usedSentences(answering, sentences, passages, question);
  return {
    text: best?.text ?? '',
    confidence: best?.confidence ?? 0,
    ...(facts === undefined ? {} : { facts }),
    sentences: sentences.length,
    candidates: candidates.count,
  };
}
