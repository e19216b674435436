import type { Passage } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';

/**
 * RankVicuna's single turn (2309.15088; castorini/rank_llm @1b3cabbc3564), wording ours: the query, the numbered
 * passages, the query again, and the form of the answer. Numbers in brackets inside passages would pass for ours, so
 * they get round ones.
 */
export function listwisePrompt(query: string, passages: readonly Passage[], words: number): Prompt {
  const asked = plain(query);
  const numbered = passages.map(
    ({ title, text }, at) => `[${at + 1}] Title: ${plain(title)} Content: ${plain(firstWords(text, words))}`,
  );
  const user = [
    `Here are ${passages.length} passages, each with its number in brackets. Rank them by how much they help with the search query: ${asked}`,
    '',
    ...numbered,
    '',
    `Search query: ${asked}`,
    'Rank all passages above, the most relevant first. Write nothing but their numbers, in the form [2] > [1].',
  ].join('\n');
  return {
    kind: 'chat',
    turns: [
      { role: 'system', parts: [{ text: 'You rank passages by their relevance to a search query.' }] },
      { role: 'user', parts: [{ text: user }] },
    ],
  };
}

function firstWords(text: string, words: number): string {
  return text.split(/\s+/u).slice(0, words).join(' ');
}

function plain(text: string): string {
  return text
    .replaceAll(/\[(\d+)\]/g, '($1)')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
