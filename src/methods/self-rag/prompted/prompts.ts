import type { Passage, Ranked } from '../../../ports/passage.ts';
import type { Prompt } from '../../../ports/prompt.ts';
import type { Asked } from '../../../ports/question.ts';
import { answeringPrompt } from '../../prompting/answeringPrompt.ts';

/*
 * The graders of LangGraph's notebook (langchain-ai/langgraph @f09cfe8f `examples/rag/langgraph_self_rag.ipynb`): task
 * in the system turn, inputs in the user turn in the notebook's order. The wording is ours.
 */

const verdict = 'Answer with one word: yes or no.';

export function relevancePrompt(question: string, { title, text }: Passage): Prompt {
  return prompt(
    `You decide whether a document is relevant to a question. It need not answer it: words or a meaning that have to do with the question are enough. ${verdict}`,
    `Document:\n${title}\n${text}\n\nQuestion: ${question}`,
  );
}

export function groundedPrompt(shown: readonly Ranked[], answer: string): Prompt {
  const facts = shown.map(({ passage }) => `${passage.title}\n${passage.text}`).join('\n\n');
  return prompt(
    `You decide whether an answer is supported by the given facts. ${verdict}`,
    `Facts:\n${facts}\n\nAnswer: ${answer}`,
  );
}

export function answersPrompt(question: string, answer: string): Prompt {
  return prompt(
    `You decide whether an answer resolves a question. ${verdict}`,
    `Question: ${question}\n\nAnswer: ${answer}`,
  );
}

export function rewritePrompt(question: string): Prompt {
  return prompt(
    'You rewrite questions so that a search finds better documents. Think of what is really meant. Write only the new question.',
    `Question: ${question}`,
  );
}

/** As the other methods ask. A second attempt is told why: at temperature 0 the same prompt gives the same answer. */
export function generationPrompt(asked: Asked, shown: readonly Ranked[], again: boolean): Prompt {
  const first = answeringPrompt(asked, shown);
  if (!again || first.kind !== 'chat') return first;
  const hint = '\n\nYour last answer was not supported by the documents. Answer by what they say.';
  const turns = first.turns.map((turn, n) =>
    n === first.turns.length - 1 ? { ...turn, parts: [...turn.parts, { text: hint }] } : turn,
  );
  return { kind: 'chat', turns };
}

function prompt(task: string, inputs: string): Prompt {
  return {
    kind: 'chat',
    turns: [
      { role: 'system', parts: [{ text: task }] },
      { role: 'user', parts: [{ text: inputs }] },
    ],
  };
}
