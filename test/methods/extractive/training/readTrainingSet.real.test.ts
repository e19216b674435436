import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluationFiles, trainingFiles } from '../../../../training/extractive/dataFiles.ts';
import { questionKeys, questionText } from '../../../../training/extractive/questionKeys.ts';
import { readRecords } from '../../../../training/extractive/readRecords.ts';
import { datasetOf, readTrainingSet } from '../../../../training/extractive/readTrainingSet.ts';
import { realData } from '../../../support/realData.ts';

const data = realData('data');

describe('the training set', () => {
  const { examples, refused } = readTrainingSet(data, trainingFiles);

  test('is large', () => {
    expect(examples.length).toBeGreaterThan(30_000);
  });

  test('had questions of evaluations in it, which were refused', () => {
    expect(refused).toBeGreaterThan(0);
  });

  test.each(evaluationFiles)('shares no question with %s, by text or by id', (file) => {
    const { texts, ids } = questionKeys(readRecords(path.join(data, file)), datasetOf(file));
    expect(texts.size).toBeGreaterThan(100);
    const shared = examples.filter(
      ({ id, dataset, question }) => texts.has(questionText(question)) || ids.has(`${dataset}:${id}`),
    );
    expect(shared.map(({ question }) => question)).toEqual([]);
  });

  test('shares no paragraph with SQuAD dev', () => {
    const dev = readRecords(path.join(data, 'squad/dev-v1.1.json.gz')) as {
      readonly data: readonly { readonly paragraphs: readonly { readonly context: string }[] }[];
    };
    const contexts = new Set(
      dev.data.flatMap(({ paragraphs }) => paragraphs.map(({ context }) => context.trim())),
    );
    const shared = examples.filter(({ passages }) => passages.some(({ text }) => contexts.has(text.trim())));
    expect(shared).toEqual([]);
  });
});
