import { stemmer } from 'stemmer';
import { isStopWord } from './stopWords.ts';
import { tokenise } from './tokenise.ts';

const longest = 60;

/** Of the choices the one that shares most words with the answer found, the first of several; the answer without any. */
export function closestChoice(answer: string, choices: readonly string[] | undefined): string {
  if (choices === undefined || choices.length === 0) return answer;
  const wanted = stems(answer);
  let best = choices[0] ?? answer;
  let bestShare = 0;
  for (const choice of choices) {
    const words = stems(choice);
    const shared = [...words].filter((word) => wanted.has(word)).length;
    const share = (2 * shared) / Math.max(1, words.size + wanted.size);
    if (share > bestShare) {
      bestShare = share;
      best = choice;
    }
  }
  return best;
}

function stems(text: string): ReadonlySet<string> {
  const { words } = tokenise(text, longest);
  const content = words.filter((word) => !isStopWord(word));
  return new Set((content.length === 0 ? words : content).map((word) => stemmer(word)));
}
