import { keyedRandom } from '../statistics/keyedRandom.ts';
import type { Environment } from '../ports/environment.ts';
import type { Random } from '../ports/random.ts';

/** Left and right neighbours on a QWERTY keyboard. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * Typing errors, made anew from `seed` for each question: one word in five with at least four letters, and at
 * least one such word if there is any, gets one slip inside it: two letters swapped, one dropped, one doubled, or
 * one replaced by its neighbour on the keyboard. First letters, digits and short words stay.
 */
export function typos(seed: number, on: 'query' | 'question'): Environment {
  return {
    id: on === 'query' ? `typos-${seed}-on-query` : `typos-${seed}`,
    summary: `typing errors (seed ${seed}), seen by ${on === 'query' ? 'the retriever only' : 'everything'}`,
    changes: 'retrieval',
    on,
    reword: (text, question) => misspell(text, keyedRandom(seed, 'typos', question.id, text)),
  };
}

/** `text` with typing errors; unchanged when no word has four letters. */
export function misspell(text: string, random: Random): string {
  const pieces = text.split(/(\s+)/u);
  const long = pieces.flatMap((piece, at) => (/^\p{L}{4,}\P{L}*$/u.test(piece) ? [at] : []));
  if (long.length === 0) return text;
  const forced = long[random.below(long.length)];
  for (const at of long) {
    const slips = random.below(5) === 0;
    if (slips || at === forced) pieces[at] = slip(pieces[at] ?? '', random);
  }
  return pieces.join('');
}

function slip(word: string, random: Random): string {
  const letters = Array.from(word);
  const count = letters.findIndex((letter) => !/\p{L}/u.test(letter));
  const last = (count === -1 ? letters.length : count) - 1;
  const at = 1 + random.below(last);
  const [letter = '', next = ''] = [letters[at], letters[at + 1]];
  switch (random.below(4)) {
    case 0:
      if (at < last) letters.splice(at, 2, next, letter);
      else letters.splice(at - 1, 2, letter, letters[at - 1] ?? '');
      break;
    case 1:
      letters.splice(at, 1);
      break;
    case 2:
      letters.splice(at, 0, letter);
      break;
    default:
      letters[at] = neighbour(letter, random);
  }
  return letters.join('');
}

function neighbour(letter: string, random: Random): string {
  const row = rows.find((keys) => keys.includes(letter.toLowerCase()));
  if (row === undefined) return letter + letter;
  const at = row.indexOf(letter.toLowerCase());
  const near = [row[at - 1], row[at + 1]].filter((key) => key !== undefined);
  return near[random.below(near.length)] ?? letter;
}
