import { describe, expect, test } from 'vitest';
import { RagstoneError } from '../../../src/errors.ts';
import { ownRewording } from '../../../src/environments/ownRewording.ts';
import { original } from '../../../src/environments/original.ts';
import type { AnyMethod } from '../../../src/methods/findMethod.ts';
import type { Question } from '../../../src/ports/question.ts';
import type { Source } from '../../../src/ports/retriever.ts';
import type { Scorer } from '../../../src/ports/scorer.ts';
import { answerQuestion, type Task } from '../../../src/runs/execute/answerQuestion.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';
import { slow } from '../../support/slowMethod.ts';

const question: Question = {
  id: 'q',
  asked: { text: 'Which?', task: 'open' },
  gold: { answers: [['A']], titles: ['A'] },
  rewordings: ['What one?'],
  slices: { kind: 'x' },
};

const exact: Scorer = {
  name: 'exact/test@1',
  needs: ['answer'],
  values: 'binary',
  source: 'test',
  score: ({ answer, gold }) => (gold.answers.flat().includes(answer.text) ? 1 : 0),
};
const never: Scorer = { ...exact, name: 'never/test@1', score: () => ({ notApplicable: 'never' }) };
const emptyIsRight: Scorer = {
  ...exact,
  name: 'empty/test@1',
  score: ({ answer }) => (answer.text === '' ? 1 : 0),
};

function task(options: Partial<Task> & { readonly answer?: AnyMethod['answer'] } = {}): Task {
  const method: AnyMethod = {
    ...(slow as unknown as AnyMethod),
    ...(options.answer && { answer: options.answer }),
  };
  return {
    cell: { id: 's.d.original', system: 's', dataset: 'd', environment: 'original', repeat: 0 },
    system: {
      id: 's',
      method,
      settings: slow.settings.parse({}),
      settingsHash: '',
      fidelity: 'ours',
      fit: { fits: 'full' },
      source: { kind: 'retriever', id: 'bm25' },
      backends: {},
      roles: {},
      budget: {},
      datasets: undefined,
      environments: ['original'],
      whereGold: undefined,
    },
    environment: original,
    source: { scope: 'corpus', retriever: listRetriever(passagesNamed('a', 'b')) },
    backends: {},
    scorers: [exact, never, emptyIsRight],
    question,
    position: 3,
    warmup: false,
    seed: 1,
    ...options,
  };
}

const ask = (each: Task, signal = new AbortController().signal) =>
  answerQuestion(each, (text) => `#${text}`, signal);

describe('answerQuestion', () => {
  test('records answer, lists, scores, work and time', async () => {
    expect(await ask(task())).toMatchObject({
      cell: 's.d.original',
      question: 'q',
      position: 3,
      status: 'answered',
      answer: { text: 'A' },
      lists: { first: [{ id: 'a', text: '#Text of a.' }, { id: 'b' }], evidence: [{ id: 'a' }, { id: 'b' }] },
      scores: { 'exact/test@1': 1, 'never/test@1': { notApplicable: 'never' } },
      spent: { calls: 0, searches: 1 },
      ms: { total: expect.any(Number), working: expect.any(Number) },
      steps: [{ kind: 'retrieve', query: 'Which?' }],
    });
  });

  test("a method's own failure counts 0 where the measure applies, whatever an empty answer would score", async () => {
    const failed = await ask(
      task({ answer: () => Promise.reject(new RagstoneError('unparsable', 'no answer in it')) }),
    );
    expect(failed).toMatchObject({
      status: 'failed',
      failure: { code: 'unparsable', side: 'method', message: 'no answer in it' },
      scores: { 'exact/test@1': 0, 'empty/test@1': 0, 'never/test@1': { notApplicable: 'never' } },
    });
  });

  test("a failure of a server is the infrastructure's and has no score", async () => {
    const failed = await ask(task({ answer: () => Promise.reject(new RagstoneError('backend', 'down')) }));
    expect(failed).toMatchObject({ status: 'failed', failure: { side: 'infrastructure' }, scores: {} });
  });

  test('what a method throws that is no error of ours is the method’s failure', async () => {
    const failed = await ask(task({ answer: () => Promise.reject(new TypeError('x is undefined')) }));
    expect(failed).toMatchObject({
      failure: { code: 'internal', side: 'method', message: 'x is undefined' },
    });
  });

  test('a full disk is thrown, not recorded', async () => {
    const full = task({ answer: () => Promise.reject(new RagstoneError('storage', 'full')) });
    await expect(ask(full)).rejects.toMatchObject({ code: 'storage' });
  });

  test('a stop by the user is thrown, not recorded', async () => {
    await expect(ask(task(), AbortSignal.abort(new RagstoneError('interrupted', 'stop')))).rejects.toThrow(
      'stop',
    );
  });

  test('a question without gold is skipped by a system over gold', async () => {
    const source: Source = { scope: 'question', of: 'gold', forQuestion: async () => undefined };
    expect(await ask(task({ source }))).toMatchObject({ status: 'skipped', because: 'no-gold' });
  });

  test('a question without the rewording is skipped in that environment', async () => {
    const environment = ownRewording(2, 'question');
    expect(await ask(task({ environment }))).toMatchObject({ status: 'skipped', because: 'unsupported' });
  });

  test('on: question, everything sees the new wording', async () => {
    const record = await ask(task({ environment: ownRewording(1, 'question') }));
    expect(record).toMatchObject({ text: 'Which?', reworded: 'What one?', steps: [{ query: 'What one?' }] });
  });

  test('on: query, the method sees the question as it stands and the retriever the new wording', async () => {
    const seen: string[] = [];
    const each = task({
      environment: ownRewording(1, 'query'),
      answer: async (asked, tools) => {
        seen.push(asked.text);
        return { text: '', evidence: await tools.retrieve(asked.text, 1) };
      },
    });
    expect(await ask(each)).toMatchObject({ steps: [{ query: 'What one?' }] });
    expect(seen).toEqual(['Which?']);
  });

  test('gold never reaches the method', async () => {
    let given: unknown;
    await ask(
      task({
        answer: async (asked, tools, settings) => {
          given = { asked, tools: Object.keys(tools), settings };
          return { text: '', evidence: [] };
        },
      }),
    );
    expect(JSON.stringify(given)).not.toMatch(/gold|answers|titles/);
  });
});
