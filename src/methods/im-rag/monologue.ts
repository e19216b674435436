import type { Passage, Ranked } from '../../ports/passage.ts';

/** One turn of the inner monologue: what was asked for, and what refining left of what was found. */
export interface MonologueTurn {
  readonly query: string;
  readonly kept: readonly Ranked[];
}

/**
 * The inner monologue as a text, in SIM-RAG's layout (ucscirkm/SIM-RAG @5e9a80668489, `utils/prompt_template.py`): the
 * question, then each turn's query and passages. Passages that `shown` leaves out are left out, and with the last of
 * them their turn: without any, the question stands alone.
 */
export function monologueText(
  question: string,
  turns: readonly MonologueTurn[],
  shown: readonly Ranked[],
): string {
  const ids = new Set(shown.map(({ passage }) => passage.id));
  const blocks = turns.map(({ query, kept }) => {
    const passages = kept.filter(({ passage }) => ids.has(passage.id)).map(({ passage }) => line(passage));
    return passages.length === 0 ? '' : `Query: ${query}\nRetrieved Document: ${passages.join('\n')}\n`;
  });
  return `Question: ${question}\n${blocks.join('')}`;
}

function line({ title, text }: Passage): string {
  return `Title: ${title} Content: ${text}`;
}
