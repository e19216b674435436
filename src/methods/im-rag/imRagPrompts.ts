import type { Prompt } from '../../ports/prompt.ts';

/** What a role is asked to do. */
export type ImRagTask = 'query' | 'decide' | 'answer';

/** Wordings ours: IM-RAG publishes no prompts. What they ask for follows SIM-RAG's (@5e9a80668489). */
const tasks: Readonly<Record<ImRagTask, string>> = {
  query:
    'You look up what is needed to answer a question that takes several steps. Break the question into simpler parts and write the next search query, about one entity. Do not repeat a query. Some documents are of no use: do not go on searching for what they are about. Reply with JSON alone: {"search_query": "…"}',
  decide:
    'You judge whether the documents below hold everything that is needed to answer the question. Reply 1 if they do and 0 if something is missing, and nothing else.',
  answer:
    'You answer a question that takes several steps from the documents below. Reply with two lines: "Answer:" and the answer alone, as shortly as possible, then "Rationale:" and one or two sentences why.',
};

/** What the text goes on with in a model that was trained on monologues. */
const cues: Readonly<Record<ImRagTask, string>> = { query: 'Query:', decide: 'Enough:', answer: 'Answer:' };

/**
 * The prompt of a model that follows instructions: the task, then the monologue. `switchLine` is what a Questioner
 * writes in place of a query to hand over, where that is the rule.
 */
export function promptedPrompt(task: ImRagTask, monologue: string, switchLine: string | undefined): Prompt {
  const handOver =
    task === 'query' && switchLine !== undefined
      ? ` When the documents hold everything that is needed, reply ${switchLine} in place of a query.`
      : '';
  return {
    kind: 'chat',
    turns: [
      { role: 'system', parts: [{ text: `${tasks[task]}${handOver}` }] },
      { role: 'user', parts: [{ text: monologue }] },
    ],
  };
}

/** The prompt of a model that was trained on monologues: the monologue, and what comes next in it. */
export function trainedPrompt(task: ImRagTask, monologue: string, kind: Prompt['kind']): Prompt {
  const parts = [{ text: `${monologue}${cues[task]}` }];
  return kind === 'text' ? { kind, parts } : { kind, turns: [{ role: 'user', parts }] };
}
