import path from 'node:path';
import type { Passage } from '../../src/ports/passage.ts';
import type { Example } from './example.ts';
import { readExamples } from './readExamples.ts';
import { readRecords } from './readRecords.ts';

interface Hotpot {
  readonly _id: string;
  readonly supporting_facts: readonly (readonly [string, number])[];
}

interface NqOpen {
  readonly question: string;
  readonly answers: readonly string[];
  readonly ctxs: readonly { readonly title: string; readonly text: string }[];
}

interface PopQa {
  readonly id: number;
  readonly question: string;
  readonly possible_answers: string | readonly string[];
  readonly paragraphs: readonly { readonly title: string; readonly text: string }[];
}

const hotpotFile = 'hotpotqa/hotpot_dev_distractor_500.jsonl.gz';

/** SQuAD v1.1 dev, each question over its paragraph. */
export function squadDev(data: string): readonly Example[] {
  return readExamples(path.join(data, 'squad/dev-v1.1.json.gz'), 'squad');
}

/** The 500 HotpotQA questions, each over its ten paragraphs. */
export function hotpotDistractor(data: string): readonly Example[] {
  return readExamples(path.join(data, hotpotFile), 'hotpotqa');
}

/** The same over their two gold paragraphs. */
export function hotpotGold(data: string): readonly Example[] {
  const records = readRecords(path.join(data, hotpotFile)) as readonly Hotpot[];
  const gold = new Map(
    records.map((record) => [record._id, new Set(record.supporting_facts.map(([title]) => title))]),
  );
  return hotpotDistractor(data).map((example) => ({
    ...example,
    passages: example.passages.filter(({ title }) => gold.get(example.id)?.has(title) === true),
  }));
}

/** The 1,328 questions of NQ-open over their gold passage. */
export function nqGold(data: string): readonly Example[] {
  const records = readRecords(path.join(data, 'nq/nq-open-oracle_1328.jsonl.gz')) as readonly NqOpen[];
  return records.map(({ question, answers, ctxs }, at) => ({
    id: String(at),
    dataset: 'nq',
    question,
    answers,
    passages: ctxs.map(passage),
  }));
}

/** 500 questions of PopQA over their two gold paragraphs. */
export function popqaGold(data: string): readonly Example[] {
  const records = readRecords(path.join(data, 'popqa/popqa_gold_500.json.gz')) as readonly PopQa[];
  return records.map((record) => ({
    id: String(record.id),
    dataset: 'popqa',
    question: record.question,
    answers:
      typeof record.possible_answers === 'string'
        ? (JSON.parse(record.possible_answers) as readonly string[])
        : record.possible_answers,
    passages: record.paragraphs.map(passage),
  }));
}

function passage({ title, text }: { readonly title: string; readonly text: string }): Passage {
  return { id: title, title, text };
}
