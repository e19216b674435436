import { readQuestions } from '../../runs/disk/questionsFile.ts';
import type { TextReader } from '../../runs/disk/readRun.ts';
import type { DifferingQuestion, ShownPassage } from './differingQuestion.ts';
import type { KeptDifference } from './mostDiffering.ts';
import { shortened } from './shortened.ts';

const MOST_PASSAGE = 500;
const MOST_TITLE = 200;
const MOST_GOLD = 300;
const MOST_GOLD_ANSWERS = 10;

/** Adds right answers and passage texts to the kept questions of one dataset. */
export async function differingQuestions(
  kept: readonly KeptDifference[],
  from: {
    readonly folder: string;
    readonly dataset: string;
    readonly scorer: string;
    readonly texts: TextReader;
  },
): Promise<readonly DifferingQuestion[]> {
  if (kept.length === 0) return [];
  const gold = await goldOf(new Set(kept.map(({ question }) => question)), from.folder, from.dataset);
  return Promise.all(
    kept.map(async ({ question, text, spread, answers }) => {
      const shown = new Map(
        answers.flatMap(({ evidence }) => evidence.map((passage) => [passage.hash, passage] as const)),
      );
      const places = new Map([...shown.keys()].map((hash, place) => [hash, place]));
      return {
        dataset: from.dataset,
        id: question,
        text,
        scorer: from.scorer,
        spread,
        gold: gold.get(question) ?? [],
        passages: await Promise.all([...shown.values()].map((passage) => withText(passage, from.texts))),
        answers: answers.map(({ evidence, ...answer }) => ({
          ...answer,
          evidence: evidence.map(({ hash }) => places.get(hash) ?? 0),
        })),
      };
    }),
  );
}

async function withText(
  passage: { readonly id: string; readonly title: string; readonly hash: string },
  texts: TextReader,
): Promise<ShownPassage> {
  const text = await texts.text(passage.hash);
  return {
    id: passage.id,
    title: shortened(passage.title, MOST_TITLE),
    text: text === undefined ? undefined : shortened(text, MOST_PASSAGE),
  };
}

async function goldOf(
  ids: ReadonlySet<string>,
  folder: string,
  dataset: string,
): Promise<ReadonlyMap<string, DifferingQuestion['gold']>> {
  const found = new Map<string, DifferingQuestion['gold']>();
  for await (const { id, gold } of readQuestions(folder, dataset)) {
    if (!ids.has(id)) continue;
    const answers = gold.answers.slice(0, MOST_GOLD_ANSWERS).map(([spelling = '']) => spelling);
    found.set(
      id,
      answers.map((answer) => shortened(answer, MOST_GOLD)),
    );
    if (found.size === ids.size) break;
  }
  return found;
}
