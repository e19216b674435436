import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes `n` small questions with gold titles and rewordings, and their corpus, as a user would. */
export async function madeQuestions(
  folder: string,
  n: number,
): Promise<{ readonly questions: string; readonly corpus: string }> {
  const people = Array.from({ length: n }, (_, i) => ({
    name: `Person ${word(i)}`,
    town: `${word(i * 7 + 3)}ton`,
    year: 1800 + (i % 190),
  }));
  const questions = path.join(folder, 'questions.jsonl');
  const corpus = path.join(folder, 'corpus.jsonl');
  await writeFile(
    questions,
    people
      .map(({ name, town, year }, i) =>
        JSON.stringify({
          id: `q${i}`,
          question: i % 2 === 0 ? `Where was ${name} born?` : `When was ${name} born?`,
          answers: [i % 2 === 0 ? town : String(year)],
          titles: [name],
          rewordings: [`What is the ${i % 2 === 0 ? 'birthplace' : 'birth year'} of ${name}?`],
          slices: { kind: i % 2 === 0 ? 'place' : 'year' },
        }),
      )
      .join('\n'),
  );
  await writeFile(
    corpus,
    people
      .map(({ name, town, year }, i) =>
        JSON.stringify({
          id: `p${i}`,
          title: name,
          text: `${name} was born in ${town} in ${year}. ${name} worked as a painter.`,
        }),
      )
      .join('\n'),
  );
  return { questions, corpus };
}

function word(i: number): string {
  const syllables = ['ba', 'ko', 'mi', 'tu', 'ra', 'ne', 'so', 'li', 'ga', 'pe'];
  const digits = String(i + 100).split('');
  const text = digits.map((digit) => syllables[Number(digit)] ?? '').join('');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
