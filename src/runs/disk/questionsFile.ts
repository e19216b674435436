import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Passage } from '../../ports/passage.ts';
import type { Question } from '../../ports/question.ts';
import { appendedLines, parseAppended } from './appendedLines.ts';

/** What a run keeps of a question, so that it can be reported and scored again without the dataset. */
export interface KeptQuestion extends Pick<Question, 'id' | 'asked' | 'gold' | 'slices'> {
  /** Those of its own passages that are on gold pages, where they are all among them. */
  readonly goldPassages?: readonly Passage[];
}

function questionsFile(folder: string, dataset: string): string {
  return path.join(folder, `questions.${dataset}.jsonl`);
}

/** Writes the questions of one dataset of a run, in the order asked, all or nothing. */
export async function writeQuestions(
  folder: string,
  dataset: string,
  questions: AsyncIterable<Question>,
): Promise<void> {
  const file = questionsFile(folder, dataset);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await pipeline(Readable.from(lines(questions)), createWriteStream(temporary));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The questions of one dataset of a run, in the order asked. */
export async function* readQuestions(folder: string, dataset: string): AsyncGenerator<KeptQuestion> {
  const file = questionsFile(folder, dataset);
  for await (const line of appendedLines(file))
    yield parseAppended(line, path.basename(file)) as KeptQuestion;
}

async function* lines(questions: AsyncIterable<Question>): AsyncGenerator<string> {
  for await (const { id, asked, gold, slices, context = [] } of questions) {
    const { titles = [] } = gold;
    const goldPassages = context.filter(({ title }) => titles.includes(title));
    const all =
      titles.length > 0 && titles.every((wanted) => goldPassages.some(({ title }) => title === wanted));
    const kept: KeptQuestion = { id, asked, gold, slices, ...(all && { goldPassages }) };
    yield `${JSON.stringify(kept)}\n`;
  }
}
