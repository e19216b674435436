/** What identifies a question: its normalised text, and its id within its dataset. */
export interface QuestionKeys {
  readonly texts: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

const textFields = new Set(['question', 'question_text', 'Question']);
const idFields = new Set([
  'id',
  '_id',
  'ID',
  'qid',
  'example_id',
  'example_ids',
  'question_id',
  'QuestionId',
]);

/** Letters and digits only, in lower case: how question texts are compared. */
export function questionText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The ids and texts of all questions in records of any layout; `dataset` keeps ids of different datasets apart. */
export function questionKeys(records: unknown, dataset: string): QuestionKeys {
  const texts = new Set<string>();
  const ids = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const member of value) visit(member);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const entries = Object.entries(value);
    const isQuestion = entries.some(([name, member]) => textFields.has(name) && typeof member === 'string');
    for (const [name, member] of entries) {
      if (typeof member === 'string' && textFields.has(name)) texts.add(questionText(member));
      else if (name === 'questions' && Array.isArray(member) && typeof member[0] === 'string') {
        for (const text of member as string[]) texts.add(questionText(text));
      } else if (isQuestion && idFields.has(name)) ids.add(`${dataset}:${String(member)}`);
      else if (typeof member === 'object' && member !== null) {
        if ('question' in member) ids.add(`${dataset}:${name}`);
        visit(member);
      }
    }
  };
  visit(records);
  return { texts, ids };
}
