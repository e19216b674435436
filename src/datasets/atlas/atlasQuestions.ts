import { RagstoneError } from '../../errors.ts';
import type { Question } from '../../ports/question.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import { askers } from './asking/askers.ts';
import type { AtlasQuestionKind, Draft } from './asking/draft.ts';
import type { AtlasWorld } from './atlasWorld.ts';
import { openAtlas } from './openAtlas.ts';
import { nth } from './pick.ts';

/** A question with the ids of its wordings: one list for the question, one for each rewording. */
export interface AtlasQuestion {
  readonly question: Question;
  readonly wordings: readonly (readonly string[])[];
}

/** The kinds of each twenty questions in a row: 4 one-hop, 6 bridge, 3 comparison, 3 yes-no, 2 and 2 of the others. */
const mix: readonly AtlasQuestionKind[] = [
  'one-hop',
  'bridge',
  'comparison',
  'bridge',
  'yes-no',
  'one-hop',
  'bridge',
  'common',
  'comparison',
  'bridge',
  'self-contained',
  'one-hop',
  'yes-no',
  'bridge',
  'common',
  'comparison',
  'one-hop',
  'bridge',
  'self-contained',
  'yes-no',
];

/** Far more than any kind needs in a world of one country. */
const attempts = 3000;

/**
 * The first `count` questions of a world, `q0`, `q1` …, all different, 20 % one-hop, 30 % bridge, 15 % comparison,
 * 15 % yes-no, 10 % common and 10 % self-contained. Each has three rewordings and the slices `kind`, `hops` (articles
 * needed) and `relation`. Those that need no article have no gold titles, passages or facts. Memory grows by about
 * 100 bytes a question.
 * @throws RagstoneError `usage` when the world's numbers are out of range or it is too small for so many questions.
 */
export function* atlasQuestions(world: AtlasWorld, count: number): Iterable<Question> {
  for (const { question } of atlasQuestionsWithWordings(world, count)) yield question;
}

/** As `atlasQuestions`, with what training needs to keep wordings apart. */
export function* atlasQuestionsWithWordings(world: AtlasWorld, count: number): Iterable<AtlasQuestion> {
  const atlas = openAtlas(world);
  const asked = new Set<string>();
  for (let number = 0; number < count; number++) {
    const kind = nth(mix, number);
    const random = keyedRandom(world.seed, 'atlas', 'question', number);
    let draft: Draft | undefined;
    for (let attempt = 0; attempt < attempts && draft === undefined; attempt++) {
      const drawn = askers[kind](atlas, random);
      if (drawn !== undefined && !drawn.texts.some((text) => asked.has(text))) draft = drawn;
    }
    if (draft === undefined) {
      throw new RagstoneError(
        'usage',
        `A world of ${world.articles} articles has no further ${kind} question after ${number} questions; ` +
          'ask for more articles or fewer questions.',
        { input: { ...world, questions: count } },
      );
    }
    asked.add(draft.texts[0] ?? '');
    yield { question: toQuestion(number, draft), wordings: draft.wordings };
  }
}

function toQuestion(number: number, { kind, hops, relation, texts, answer, support }: Draft): Question {
  const [text = '', ...rewordings] = texts;
  const facts = support.map(({ article, sentence }) => ({ title: article.passage.title, sentence }));
  const passages = [...new Set(support.map(({ article }) => article.passage.id))];
  const titles = [...new Set(facts.map(({ title }) => title))];
  return {
    id: `q${number}`,
    asked: { text, task: 'open' },
    gold: { answers: [answer], ...(support.length === 0 ? {} : { facts, passages, titles }) },
    rewordings,
    slices: { kind, hops, relation },
  };
}
