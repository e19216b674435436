import { RagstoneError } from '../../src/errors.ts';
import type { Passage } from '../../src/ports/passage.ts';
import type { Example } from './example.ts';
import { readRecords } from './readRecords.ts';

interface Squad {
  readonly data: readonly {
    readonly title?: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly {
        readonly id: string;
        readonly question: string;
        readonly answers: readonly { readonly text: string }[];
      }[];
    }[];
  }[];
}

interface Plain {
  readonly context: string;
  readonly question: string;
  readonly answer: string | readonly string[];
}

interface Qed {
  readonly example_id: number;
  readonly title_text: string;
  readonly question_text: string;
  readonly paragraph_text: string;
  readonly answer_text: readonly string[];
}

interface Hotpot {
  readonly _id: string;
  readonly question: string;
  readonly answer: string;
  readonly context: readonly (readonly [string, readonly string[]])[];
}

interface HotpotFacts {
  readonly id: string;
  readonly edit_scope: readonly (readonly [string, string])[];
  readonly edit_statement: readonly string[];
}

interface Musique {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly answer_aliases: readonly string[];
  readonly paragraphs: readonly { readonly title: string; readonly paragraph_text: string }[];
}

/**
 * The examples of a training file, told apart by the fields of its records: SQuAD v1.1, `context/question/answer`,
 * QED, HotpotQA with context, HotpotQA's gold paragraphs, MuSiQue.
 * @throws RagstoneError `bad-file` for another layout.
 */
export function readExamples(file: string, dataset: string): readonly Example[] {
  const records = readRecords(file);
  if (typeof records === 'object' && records !== null && 'data' in records) {
    return fromSquad(records as Squad, dataset);
  }
  const list = Array.isArray(records) ? (records as readonly object[]) : [];
  const first = list[0] ?? {};
  if ('paragraph_text' in first) return (list as readonly Qed[]).map((record) => fromQed(record, dataset));
  if ('edit_scope' in first)
    return (list as readonly HotpotFacts[]).flatMap((record) => fromFacts(record, dataset));
  if ('paragraphs' in first)
    return (list as readonly Musique[]).map((record) => fromMusique(record, dataset));
  if ('context' in first && '_id' in first) {
    return (list as readonly Hotpot[]).map((record) => fromHotpot(record, dataset));
  }
  if ('context' in first && 'answer' in first) {
    return (list as readonly Plain[]).map((record, at) => fromPlain(record, dataset, at));
  }
  throw new RagstoneError('bad-file', `${file}: the layout is not one of those that the reader learns from.`);
}

function fromSquad(records: Squad, dataset: string): readonly Example[] {
  return records.data.flatMap((article) =>
    article.paragraphs.flatMap(({ context, qas }) =>
      qas.map((qa) => ({
        id: qa.id,
        dataset,
        question: qa.question.trim(),
        answers: qa.answers.map((answer) => answer.text),
        passages: [passage(article.title ?? '', context)],
      })),
    ),
  );
}

function fromPlain(record: Plain, dataset: string, at: number): Example {
  const answers = typeof record.answer === 'string' ? [record.answer] : record.answer;
  return {
    id: `row-${at}`,
    dataset,
    question: record.question.trim(),
    answers,
    passages: [passage('', record.context)],
  };
}

function fromQed(record: Qed, dataset: string): Example {
  return {
    id: String(record.example_id),
    dataset,
    question: record.question_text,
    answers: record.answer_text,
    passages: [passage(record.title_text, record.paragraph_text)],
  };
}

function fromHotpot(record: Hotpot, dataset: string): Example {
  return {
    id: record._id,
    dataset,
    question: record.question,
    answers: [record.answer],
    passages: record.context.map(([title, sentences]) => ({
      id: title,
      title,
      text: sentences.join(''),
      sentences,
    })),
  };
}

function fromFacts(record: HotpotFacts, dataset: string): readonly Example[] {
  return record.edit_scope.map(([question, answer]) => ({
    id: record.id,
    dataset,
    question,
    answers: [answer],
    passages: record.edit_statement.map((text) => passage(openingName(text), text)),
  }));
}

/** The title that the record lacks: what an article's first sentence says something about. */
function openingName(text: string): string {
  return /^(?:The )?(.{3,60}?)(?: \(|, | is | was | are | were )/u.exec(text)?.[1] ?? '';
}

function fromMusique(record: Musique, dataset: string): Example {
  return {
    id: record.id,
    dataset,
    question: record.question,
    answers: [record.answer, ...record.answer_aliases],
    passages: record.paragraphs.map(({ title, paragraph_text }) => passage(title, paragraph_text)),
  };
}

function passage(title: string, text: string): Passage {
  return { id: text.slice(0, 80), title: title.replaceAll('_', ' '), text };
}
