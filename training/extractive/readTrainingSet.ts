import path from 'node:path';
import { evaluationFiles } from './dataFiles.ts';
import type { Example } from './example.ts';
import { questionKeys, questionText } from './questionKeys.ts';
import { readExamples } from './readExamples.ts';
import { readRecords } from './readRecords.ts';

export interface TrainingSet {
  readonly examples: readonly Example[];
  /** How many were left out because an evaluation asks them. */
  readonly refused: number;
  /** How many were left out because they came twice. */
  readonly repeated: number;
}

/**
 * The examples of the training files (each once), without any question that an evaluation file asks, by
 * normalised text or by id. `data` is the data folder; `files` are
 * relative to it, or absolute.
 */
export function readTrainingSet(data: string, files: readonly string[]): TrainingSet {
  const forbidden = evaluationFiles.map((file) =>
    questionKeys(readRecords(path.join(data, file)), datasetOf(file)),
  );
  const texts = new Set(forbidden.flatMap((keys) => [...keys.texts]));
  const ids = new Set(forbidden.flatMap((keys) => [...keys.ids]));
  const seen = new Set<string>();
  const examples: Example[] = [];
  let refused = 0;
  let repeated = 0;
  for (const file of files) {
    for (const example of readExamples(path.resolve(data, file), datasetOf(file))) {
      const text = questionText(example.question);
      if (texts.has(text) || ids.has(`${example.dataset}:${example.id}`)) refused += 1;
      else if (seen.has(text)) repeated += 1;
      else {
        seen.add(text);
        examples.push(example);
      }
    }
  }
  return { examples, refused, repeated };
}

/** The folder of a data file names its dataset. */
export function datasetOf(file: string): string {
  return file.split('/').at(-2) ?? '';
}
