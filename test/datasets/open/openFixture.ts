import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDataset, type DatasetSpec, type OpenedDataset } from '../../../src/datasets/open/openDataset.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import type { Question } from '../../../src/ports/question.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const { signal } = new AbortController();

/** A home into which files are laid as if they had been pulled, and datasets that are opened from there. */
export async function openFixture(): Promise<{
  readonly home: string;
  /** Writes a file below the home (`datasets/nq/…`, or anywhere) and gives its path. */
  readonly lay: (name: string, content: string) => Promise<string>;
  readonly open: (spec: DatasetSpec) => Promise<OpenedDataset>;
}> {
  const home = await temporaryFolder();
  return {
    home,
    async lay(name, content) {
      const file = path.join(home, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    open: (spec) => openDataset(spec, signal, { environment: { RAGSTONE_HOME: home } }),
  };
}

export async function questionsOf({ dataset }: OpenedDataset): Promise<readonly Question[]> {
  return Array.fromAsync(dataset.questions(signal));
}

export async function passagesOf({ dataset }: OpenedDataset): Promise<readonly Passage[]> {
  return dataset.corpus === undefined ? [] : Array.fromAsync(dataset.corpus.passages(signal));
}

export const hotpotRecords = JSON.stringify([
  {
    _id: 'a',
    question: 'Who wrote the anthem?',
    answer: 'Ada',
    type: 'bridge',
    level: 'easy',
    supporting_facts: [['Anthem', 0]],
    context: [
      ['Anthem', ['The anthem was written by Ada.']],
      ['Ada', ['Ada was a poet.']],
    ],
  },
  {
    _id: 'b',
    question: 'Who sang it?',
    answer: 'Bo',
    type: 'bridge',
    level: 'easy',
    supporting_facts: [['Bo', 0]],
    context: [
      ['Anthem', ['The anthem was written by Ada.']],
      ['Bo', ['Bo sang it.']],
    ],
  },
]);

export const nqLines = '{"question": "who wrote it", "answer": ["Ada", "Ada L."]}\n';
export const flashragLines =
  '{"id": "x1", "question": "who wrote it?", "golden_answers": ["Ada"], "metadata": {}}\n';
export const corpusLines = '{"id": "1", "title": "Ada", "text": "Ada was a poet."}\n';
