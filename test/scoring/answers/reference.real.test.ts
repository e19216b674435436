import { describe, expect, it } from 'vitest';

import { meanScore } from '../support/meanScore.ts';
import { realJson, realJsonLines } from '../support/realJson.ts';
import { answered, scoreInput } from '../support/scoreInput.ts';

type Predictions = Readonly<Record<string, string>>;

describe('saved predictions on SQuAD v1.1 dev', () => {
  interface Squad {
    readonly data: readonly {
      readonly paragraphs: readonly {
        readonly qas: readonly {
          readonly id: string;
          readonly answers: readonly { readonly text: string }[];
        }[];
      }[];
    }[];
  }
  const questions = (realJson('data/squad/dev-v1.1.json.gz') as Squad).data.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ qas }) => qas),
  );

  it.each([
    ['bert_ensemble_google_ai_language', 86.20624408703878, 92.19557978351129],
    ['r_net_ensemble_microsoft_research_asia', 82.46925260170293, 88.47785965423243],
    ['slqa_ensemble_alibaba_idst_nlp', 81.94891201513718, 88.38386312172172],
    [
      'match_lstm_with_ans_ptr_boundary_ensemble_singapore_management_university',
      67.63481551561021,
      76.75556184979696,
    ],
    ['logistic_regression_baseline_stanford_university', 40.14191106906339, 50.98153647324482],
  ])('of %s reach their official scores', async (name, em, f1) => {
    const predictions = realJson(`data/squad/reference/pred_${name}.json.gz`) as Predictions;
    const inputs = questions.map(({ id, answers }) => {
      const prediction = predictions[id];
      return prediction === undefined
        ? undefined
        : answered(
            prediction,
            answers.map(({ text }) => text),
          );
    });
    expect(inputs).toHaveLength(10_570);
    expect(100 * (await meanScore('em/squad@1', inputs))).toBeCloseTo(em, 9);
    expect(100 * (await meanScore('f1/squad@1', inputs))).toBeCloseTo(f1, 9);
  });
});

describe('saved predictions on TriviaQA', () => {
  interface Trivia {
    readonly Data: readonly {
      readonly QuestionId: string;
      readonly Answer: {
        readonly Aliases: readonly string[];
        readonly NormalizedAliases: readonly string[];
        readonly HumanAnswers?: readonly string[];
      };
    }[];
  }
  const questions = (realJson('data/official/triviaqa/wikipedia-dev.json.gz') as Trivia).Data;

  it.each([
    ['baseline', 34.250688016012006, 41.93109631313297],
    ['flant5base_hlatr_sentmax50', 47.83587690768076, 55.61063962813821],
    ['flant5large_hlatr_sentmax100top3thresh0', 61.07080310232674, 69.4672375132721],
  ])('of %s reach their official scores', async (name, em, f1) => {
    const predictions = realJson(`data/triviaqa/reference/pred_${name}.json.gz`) as Predictions;
    const inputs = questions.map(({ QuestionId, Answer }) => {
      const answer = predictions[QuestionId];
      if (answer === undefined) return undefined;
      const normalisedAliases = [...Answer.NormalizedAliases, ...(Answer.HumanAnswers ?? [])];
      return scoreInput({ answer, gold: { answers: [Answer.Aliases], normalisedAliases } });
    });
    expect(inputs).toHaveLength(3997);
    expect(100 * (await meanScore('em/triviaqa@1', inputs))).toBeCloseTo(em, 9);
    expect(100 * (await meanScore('f1/triviaqa@1', inputs))).toBeCloseTo(f1, 9);
  });
});

describe('saved predictions on HotpotQA', () => {
  it.each([
    ['qwen', 0.576, 0.71314],
    ['llama', 0.582, 0.700037],
  ])('of R1-Searcher (%s) reach their official scores', async (name, em, f1) => {
    const rows = realJsonLines(
      `data/hotpotqa/reference/r1searcher_hotpotqa_${name}_500.jsonl.gz`,
    ) as readonly { readonly answer: string; readonly pred_ans: string }[];
    const inputs = rows.map(({ answer, pred_ans }) => answered(pred_ans, [answer]));
    expect(inputs).toHaveLength(500);
    expect(await meanScore('em/hotpot@1', inputs)).toBeCloseTo(em, 9);
    expect(await meanScore('f1/hotpot@1', inputs)).toBeCloseTo(f1, 6);
  });
});

describe('saved predictions on PopQA', () => {
  interface Saved {
    readonly answers: readonly string[];
  }
  const golds = realJson('data/popqa/popqa_gold_500.json.gz') as readonly {
    readonly possible_answers: string;
  }[];

  it.each([
    ['keyword', 217 / 500, 0.599849],
    ['summary', 216 / 500, 0.598635],
  ])('of Psi-RAG (%s) reach their scores', async (name, em, f1) => {
    const saved = realJson(`data/popqa/reference/psirag_popqa_${name}.json.gz`) as Saved;
    const inputs = golds.map(({ possible_answers }, at) =>
      answered(saved.answers[at] ?? '', JSON.parse(possible_answers) as readonly string[]),
    );
    expect(inputs).toHaveLength(500);
    expect(await meanScore('em/hotpot@1', inputs)).toBeCloseTo(em, 9);
    expect(await meanScore('f1/hotpot@1', inputs)).toBeCloseTo(f1, 6);
  });
});
