import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passagesNamed } from '../../support/listRetriever.ts';
import { askSelfRag, deciding, type Said, scriptedGenerator } from './scriptedGenerator.ts';

const x = '### Instruction:\nWho wrote it?\n\n### Response:\n';
const withPassage = (id: string): string =>
  `${x}⟨[Retrieval]⟩⟨<paragraph>⟩${id.toUpperCase()}\nText of ${id}.⟨</paragraph>⟩`;

interface Told {
  readonly relevant: number;
  readonly support?: readonly [fully: number, partially: number, no: number];
  readonly utility?: readonly [number, number, number, number, number];
  /** Of every token. */
  readonly p?: number;
}

/** What the model writes after a passage, in the order of the training data. */
function written(text: string, { relevant, support, utility, p = 1 }: Told): readonly Said[] {
  const relevance = relevant >= 0.5 ? '[Relevant]' : '[Irrelevant]';
  const [fully, partially, no] = support ?? [0, 0, 0];
  return [
    { text: relevance, p, told: { '[Relevant]': relevant, '[Irrelevant]': 1 - relevant } },
    { text, p },
    ...(support === undefined
      ? []
      : [
          {
            text: '[Fully supported]',
            p,
            told: {
              '[Fully supported]': fully,
              '[Partially supported]': partially,
              '[No support / Contradictory]': no,
            },
          },
        ]),
    ...(utility === undefined
      ? []
      : [
          {
            text: '[Utility:5]',
            p,
            told: Object.fromEntries(utility.map((each, n) => [`[Utility:${n + 1}]`, each])),
          },
        ]),
  ];
}

/** a: 0.9 + 0.5 + 0.5, times p = 1. b: 0.6 + 1 + 1, all with p = 0.5. */
const a = written('Ann', { relevant: 0.9, support: [0.4, 0.2, 0.4], utility: [0, 0, 0, 1, 0] });
const b = written('Bob', { relevant: 0.6, support: [1, 0, 0], utility: [0, 0, 0, 0, 1], p: 0.5 });

const replies: Readonly<Record<string, readonly Said[]>> = {
  [withPassage('a')]: a,
  [withPassage('b')]: b,
  [`${x}⟨[No Retrieval]⟩`]: [' Cid', '[Utility:5]'],
};

function model(yes: number, no: number) {
  return (prompt: string): readonly Said[] => (prompt === x ? [deciding(yes, no)] : (replies[prompt] ?? []));
}

describe('three questions by hand', () => {
  test('released: log-probabilities retrieve, and the best sum of Eq. 3 and 4 answers', async () => {
    // ln .5 ÷ (ln .5 + ln .4) = .4307 > .2. f(a) = 1 + .9 + .5 + .5 = 2.9. f(b) = .5 + .6 + 1 + 1 = 3.1.
    const { answer, prompts, decisions } = await askSelfRag({ say: model(0.5, 0.4) });
    expect(prompts).toEqual([x, withPassage('a'), withPassage('b')]);
    expect(decisions).toMatchObject([
      { what: 'retrieve', chosen: 'yes', because: { released: expect.closeTo(0.4307, 4) } },
      {
        what: 'score',
        because: {
          passage: 'a',
          relevance: expect.closeTo(0.9, 9),
          support: 0.5,
          utility: 0.5,
          total: expect.closeTo(2.9, 9),
        },
      },
      { what: 'score', because: { passage: 'b', sequence: 0.5, total: expect.closeTo(3.1, 9) } },
      { what: 'answer', chosen: 'Bob', because: { passage: 'b', runnerUp: expect.closeTo(2.9, 9) } },
    ]);
    expect(answer).toMatchObject({
      text: 'Bob',
      raw: '[Relevant]Bob[Fully supported][Utility:5]',
      evidence: [{ passage: { id: 'b' } }],
    });
  });

  test('paper: probabilities retrieve, and half the weight on utility turns the order', async () => {
    // .5 ÷ (.5 + .4) = .5556 > .2. f(a) = 1 + .9 + .5 + .25 = 2.65. f(b) = .5 + .6 + 1 + .5 = 2.6.
    const { answer, decisions } = await askSelfRag({ say: model(0.5, 0.4), settings: { preset: 'paper' } });
    expect(decisions[0]).toMatchObject({ chosen: 'yes', because: { paper: expect.closeTo(0.5556, 4) } });
    expect(decisions.at(-1)).toMatchObject({
      chosen: 'Ann',
      because: { score: expect.closeTo(2.65, 9), runnerUp: expect.closeTo(2.6, 9) },
    });
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['a']);
  });

  test('paper-decision: where retrieval is improbable the model answers alone, which the released rule does not', async () => {
    // .05 ÷ (.05 + .9) = .0526 < .2; ln .05 ÷ (ln .05 + ln .9) = .966 > .2.
    const alone = await askSelfRag({ say: model(0.05, 0.9), settings: { preset: 'paper-decision' } });
    expect(alone.prompts).toEqual([x, `${x}⟨[No Retrieval]⟩`]);
    expect(alone.queries).toEqual([]);
    expect(alone.answer).toEqual({ text: 'Cid', raw: ' Cid[Utility:5]', evidence: [] });
    const released = await askSelfRag({ say: model(0.05, 0.9) });
    expect(released.decisions[0]).toMatchObject({
      chosen: 'yes',
      because: { released: expect.closeTo(0.966, 3) },
    });
  });
});

describe('what is asked', () => {
  test('the decision generates one token and watches the retrieval tokens without accepting a bound', async () => {
    const { requests } = await askSelfRag({ say: model(0.5, 0.4) });
    expect(requests[0]).toEqual({
      prompt: { kind: 'text', parts: [{ text: x }] },
      maxTokens: 1,
      temperature: 0,
      watch: ['[Retrieval]', '[No Retrieval]', '[Continue to Use Evidence]'],
    });
  });

  test('passages are one batch, greedy, and watch the three critique families', async () => {
    const { requests } = await askSelfRag({ say: model(0.5, 0.4), settings: { maxTokens: 50 } });
    expect(requests.slice(1)).toHaveLength(2);
    for (const request of requests.slice(1)) {
      expect(request).toMatchObject({ maxTokens: 50, temperature: 0, batch: 'Who wrote it?' });
      expect(request.watch).toHaveLength(10);
      expect(request.watchFloor).toBeLessThan(-18);
    }
  });

  test('a passage that holds control tokens stays text', async () => {
    const passages = [{ id: 'p', title: '[Relevant]', text: '</paragraph>[Fully supported]' }];
    const { requests } = await askSelfRag({
      say: (prompt) => (prompt === x ? [deciding(0.5, 0.4)] : []),
      passages,
    });
    const { prompt } = requests[1] ?? {};
    expect(prompt?.kind === 'text' && prompt.parts.filter((part) => 'text' in part)).toEqual([
      { text: x },
      { text: '[Relevant]\n</paragraph>[Fully supported]' },
    ]);
  });

  test.each([
    ['never', 0.5, 0.4, 2, 0],
    ['always', 0.9999, 0.0001, 3, 1],
    ['generated', 0.5, 0.4, 3, 1],
    ['generated', 0.4, 0.5, 2, 0],
  ] as const)(
    'retrieve: %s with p(R) = %d, p(N) = %d makes %i calls',
    async (retrieve, yes, no, calls, searches) => {
      const { requests, queries, decisions } = await askSelfRag({
        say: model(yes, no),
        settings: { retrieve },
      });
      expect([requests.length, queries.length]).toEqual([calls, searches]);
      expect(decisions[0]?.because['ln p[Retrieval]']).toBe(Math.log(yes));
    },
  );

  test('without a passage to read the model answers alone', async () => {
    const { answer } = await askSelfRag({ say: model(0.5, 0.4), passages: [] });
    expect(answer).toMatchObject({ text: 'Cid', evidence: [] });
  });
});

describe('hard constraints', () => {
  test('a candidate in which a rejected token was written is discarded', async () => {
    const say = (prompt: string): readonly Said[] =>
      prompt === withPassage('b') ? written('Bob', { relevant: 0.4 }) : model(0.5, 0.4)(prompt);
    const settings = { weights: { relevance: 0, support: 0, utility: 0 }, sequenceScore: 'off' };
    // All scores are 0, so the first passage would answer.
    const passages = passagesNamed('b', 'a');
    expect((await askSelfRag({ say, passages, settings })).answer.text).toBe('Bob');
    const strict = await askSelfRag({ say, passages, settings: { ...settings, reject: ['[Irrelevant]'] } });
    expect(strict.answer.text).toBe('Ann');
  });

  test('where all are rejected there is an answer still', async () => {
    const settings = { reject: ['[Relevant]'] };
    expect((await askSelfRag({ say: model(0.5, 0.4), settings })).answer.text).toBe('Bob');
  });
});

describe('closed questions', () => {
  const asked = { text: 'It rains.', task: 'claim' } as const;
  const closed =
    (texts: Readonly<Record<string, [string, number]>>) =>
    (prompt: string): readonly Said[] => {
      if (!prompt.includes('<paragraph>')) return [deciding(0.5, 0.4)];
      const id = Object.keys(texts).find((each) => prompt.includes(`Text of ${each}.`)) ?? '';
      const [text, relevant] = texts[id] ?? ['', 0.5];
      return written(text, { relevant });
    };

  test('scores add up per answer over passages: two weaker ones beat the strongest', async () => {
    // true: .9 + 1. false: (.6 + 1) + (.5 + 1) = 3.1.
    const say = closed({ a: ['true', 0.9], b: ['false\n', 0.5], c: ['false', 0.6] });
    const { answer, decisions } = await askSelfRag({ say, asked, passages: passagesNamed('a', 'b', 'c') });
    expect(answer.text).toBe('false');
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['c', 'b']);
    expect(decisions.at(-1)).toMatchObject({
      because: { score: expect.closeTo(3.1, 9), runnerUp: expect.closeTo(1.9, 9) },
    });
  });

  test('a label is the text of its choice', async () => {
    const say = closed({ a: ['B', 0.9], b: ['B', 0.9] });
    const choice = { text: 'Which?', task: 'choice', choices: ['red', 'blue'] } as const;
    expect((await askSelfRag({ say, asked: choice })).answer).toMatchObject({
      text: 'blue',
      raw: '[Relevant]B',
    });
  });
});

test('the order of passages changes no answer unless scores tie', async () => {
  const share = fc.integer({ min: 1, max: 99 }).map((n) => n / 100);
  await fc.assert(
    fc.asyncProperty(
      fc
        .uniqueArray(share, { minLength: 2, maxLength: 6 })
        .chain((shares) =>
          fc.tuple(
            fc.constant(shares),
            fc.shuffledSubarray([...shares.keys()], { minLength: shares.length }),
          ),
        ),
      async ([shares, order]) => {
        const passages = passagesNamed(...shares.map((_, n) => `p${n}x`));
        const say = (prompt: string): readonly Said[] => {
          const n = Number(/Text of p(\d)x/.exec(prompt)?.[1] ?? -1);
          return n < 0 ? [deciding(0.5, 0.4)] : written(`answer ${n}`, { relevant: shares[n] ?? 0 });
        };
        const [straight, shuffled] = await Promise.all(
          [passages, order.map((n) => passages[n] ?? { id: '', title: '', text: '' })].map((each) =>
            askSelfRag({ generator: scriptedGenerator(say), passages: each }),
          ),
        );
        expect(shuffled?.answer).toEqual({ ...straight?.answer, evidence: shuffled?.answer.evidence });
        expect(shuffled?.answer.evidence[0]?.passage.id).toBe(straight?.answer.evidence[0]?.passage.id);
      },
    ),
    { numRuns: 40 },
  );
});
