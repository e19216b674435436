import type { Ranked } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';

/**
 * The prompt of closed-book and standard RAG in FlashRAG's shape: task and passages in the system turn, the
 * question in the user turn, a passage a line as `Doc 1(Title: T) text` (RUC-NLPIR/FlashRAG @1ee524901aa3,
 * `prompt/base_prompt.py`). The wording of the task is ours. As a text, for models that go on with one, both stand one
 * behind the other and end in `Answer:`.
 */
export function answeringPrompt(
  asked: Asked,
  passages: readonly Ranked[],
  kind: Prompt['kind'] = 'chat',
): Prompt {
  const source = passages.length === 0 ? 'from your own knowledge' : 'from the documents below';
  const task = `Answer the question ${source}. ${form(asked)} Write only the answer, nothing else.`;
  const documents = passages.length === 0 ? '' : `\n\nDocuments:\n${documentLines(passages)}`;
  const question = `Question: ${asked.text}${choices(asked)}`;
  if (kind === 'text') return { kind, parts: [{ text: `${task}${documents}\n\n${question}\nAnswer:` }] };
  return {
    kind,
    turns: [
      { role: 'system', parts: [{ text: `${task}${documents}` }] },
      { role: 'user', parts: [{ text: question }] },
    ],
  };
}

/** One passage a line, numbered from 1. */
export function documentLines(passages: readonly Ranked[]): string {
  return passages.map(({ passage }, n) => `Doc ${n + 1}(Title: ${passage.title}) ${passage.text}\n`).join('');
}

function form(asked: Asked): string {
  switch (asked.task) {
    case 'choice':
      return 'Choose one of the given options and repeat it word for word.';
    case 'claim':
      return 'The question is a claim: say "true" or "false".';
    case 'open':
      return 'Keep it as short as possible: a name, a number, a date, or "yes" or "no".';
  }
}

function choices(asked: Asked): string {
  return asked.choices === undefined
    ? ''
    : `\nOptions:\n${asked.choices.map((choice) => `- ${choice}`).join('\n')}`;
}
