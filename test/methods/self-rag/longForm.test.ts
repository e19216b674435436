import { describe, expect, test } from 'vitest';
import { cutSegment } from '../../../src/methods/self-rag/long/cutSegment.ts';
import { longForms } from '../../../src/methods/self-rag/long/longForms.ts';
import { settings } from '../../../src/methods/self-rag/settings.ts';
import { askSelfRag, deciding, type Said } from './scriptedGenerator.ts';

const x = '### Instruction:\nWho wrote it?\n\n### Response:\n';
const passage = (id: string): string =>
  `⟨[Retrieval]⟩⟨<paragraph>⟩${id.toUpperCase()}\nText of ${id}.⟨</paragraph>⟩`;

/** A segment with s(IsRel), a one-hot IsSup, and what follows it. */
function segment(
  text: string,
  relevant: number,
  support: 'Fully' | 'Partially',
  ...rest: readonly Said[]
): readonly Said[] {
  const token = `[${support} supported]`;
  const none = { '[Fully supported]': 0, '[Partially supported]': 0, '[No support / Contradictory]': 0 };
  return [
    { text: '[Relevant]', told: { '[Relevant]': relevant, '[Irrelevant]': 1 - relevant } },
    text,
    { text: token, told: { ...none, [token]: 1 } },
    ...rest,
  ];
}

/** One-hot IsUse. */
function useful(n: number): Said {
  const told = Object.fromEntries([1, 2, 3, 4, 5].map((each) => [`[Utility:${each}]`, each === n ? 1 : 0]));
  return { text: `[Utility:${n}]`, told };
}

function boundary(text: string, yes: number, no: number, goOn: number): Said {
  return { text, told: { '[Retrieval]': yes, '[No Retrieval]': no, '[Continue to Use Evidence]': goOn } };
}

const more = boundary('[Retrieval]', 0.6, 0.2, 0.1);

/**
 * Two levels, all token probabilities 1, weights 1/1/1.
 * f(a) = 1 + .9 + 1 + 0 = 2.9 and goes on. f(b) = 1 + .9 + .5 + 1 = 3.4 and ends.
 * Behind a: f(aa) = 1 + .5 + .5 + 1 = 3. f(ab) = 1 + 1 + 1 + 1 = 4.
 */
const firstLevel: Readonly<Record<string, readonly Said[]>> = {
  [x]: [deciding(0.9, 0.05)],
  [`${x}${passage('a')}`]: segment('One.', 0.9, 'Fully', more, 'junk'),
  [`${x}${passage('b')}`]: segment('Two.', 0.9, 'Partially', useful(5)),
};
const behindA = (context: string): Readonly<Record<string, readonly Said[]>> => ({
  [`${context}${passage('a')}`]: segment('Three.', 0.5, 'Partially', useful(5)),
  [`${context}${passage('b')}`]: segment('Four.', 1, 'Fully', useful(5)),
});
const says = (replies: Readonly<Record<string, readonly Said[]>>) => (prompt: string) =>
  replies[prompt] ?? [];

describe('long form "paper"', () => {
  const context = `${x}${passage('a')}⟨[Relevant]⟩One.⟨[Fully supported]⟩`;
  const model = says({ ...firstLevel, ...behindA(context) });

  test('a beam of two over two levels, by hand: sums compared by their mean', async () => {
    // Paths: b 3.4; aa 2.9 + 3 = 5.9, mean 2.95; ab 2.9 + 4 = 6.9, mean 3.45.
    const { answer, decisions, prompts } = await askSelfRag({ say: model, settings: { longForm: 'paper' } });
    expect(decisions.filter(({ what }) => what === 'score').map(({ chosen }) => chosen)).toEqual([
      '2.9000',
      '3.4000',
      '3.0000',
      '4.0000',
    ]);
    expect(decisions.at(-1)).toMatchObject({
      what: 'answer',
      because: { score: expect.closeTo(6.9, 9), perSegment: expect.closeTo(3.45, 9), paths: 3 },
    });
    expect(prompts).toHaveLength(5);
    expect(answer).toEqual({
      text: 'One. Four.',
      raw: '[Relevant]One.[Fully supported][Relevant]Four.[Fully supported][Utility:5]',
      evidence: [
        { passage: expect.objectContaining({ id: 'a' }), score: 2 },
        { passage: expect.objectContaining({ id: 'b' }), score: 1 },
      ],
      citations: [
        { from: 0, to: 4, passages: ['a'] },
        { from: 5, to: 10, passages: ['b'] },
      ],
      stopped: 'finished',
    });
  });

  test('searches again with the question and the last segment', async () => {
    const { queries } = await askSelfRag({ say: model, settings: { longForm: 'paper' } });
    expect(queries).toEqual(['Who wrote it?', 'Who wrote it? One.']);
  });

  test('a path that ended early is not lost to one that went deeper', async () => {
    const worse = says({
      ...firstLevel,
      [`${context}${passage('a')}`]: segment('Three.', 0.5, 'Partially', useful(1)),
      [`${context}${passage('b')}`]: segment('Four.', 0.5, 'Partially', useful(1)),
    });
    expect((await askSelfRag({ say: worse, settings: { longForm: 'paper' } })).answer.text).toBe('Two.');
  });

  test('goes on with the evidence it has where the model would: no search, the same citation', async () => {
    const goOn = says({
      ...firstLevel,
      [`${x}${passage('a')}`]: segment(
        'One.',
        1,
        'Fully',
        boundary('[Continue to Use Evidence]', 0.04, 0.2, 0.7),
      ),
      [`${x}${passage('b')}`]: segment('Two.', 0, 'Partially', useful(1)),
      [`${context}⟨[Continue to Use Evidence]⟩`]: ['Also.', useful(5)],
    });
    const { answer, queries, decisions } = await askSelfRag({ say: goOn, settings: { longForm: 'paper' } });
    expect(queries).toHaveLength(1);
    expect(decisions.filter(({ what }) => what === 'retrieve')).toMatchObject([
      { chosen: 'yes' },
      {
        chosen: 'no',
        because: { next: 'continue', paper: expect.closeTo(1 / 6, 9), 'ln p[Retrieval]': Math.log(0.04) },
      },
    ]);
    expect(answer).toMatchObject({
      text: 'One. Also.',
      citations: [{ passages: ['a'] }, { from: 5, to: 10, passages: ['a'] }],
    });
  });

  test('without retrieval a sentence rests on nothing', async () => {
    const alone = says({
      [x]: [deciding(0.01, 0.9)],
      [`${x}⟨[No Retrieval]⟩`]: ['One.', boundary('[No Retrieval]', 0.01, 0.9, 0.02), 'Two.', useful(5)],
      [`${x}⟨[No Retrieval]⟩One.⟨[No Retrieval]⟩`]: ['Two.', useful(5)],
    });
    const { answer, queries } = await askSelfRag({ say: alone, settings: { longForm: 'paper' } });
    expect(queries).toEqual([]);
    expect(answer).toEqual({
      text: 'One. Two.',
      raw: 'One.Two.[Utility:5]',
      evidence: [],
      citations: [],
      stopped: 'finished',
    });
  });

  test('maxSegments ends a model that never does', async () => {
    const endless = (prompt: string): readonly Said[] =>
      prompt === x ? [deciding(0.9, 0.05)] : segment(`S${prompt.length}.`, 1, 'Fully', more);
    const { answer, prompts } = await askSelfRag({
      say: endless,
      settings: { longForm: 'paper', maxSegments: 3, beam: 2 },
    });
    expect(answer.stopped).toBe('maxSegments');
    expect(answer.citations).toHaveLength(3);
    // The decision, then 2 passages for one path and twice for two.
    expect(prompts).toHaveLength(1 + 2 + 4 + 4);
  });
});

describe('long form "static"', () => {
  // Passages do not stay in the context.
  const context = `${x}⟨[Relevant]⟩One.⟨[Fully supported]⟩`;
  const model = says({ ...firstLevel, ...behindA(context) });

  test('the same tree by hand: products of f + w(use), compared by their geometric mean', async () => {
    // b: 4.4. ab: 3.9 · 5 = 19.5, √19.5 = 4.4159.
    const { answer, decisions, queries } = await askSelfRag({ say: model, settings: { longForm: 'static' } });
    expect(queries).toEqual(['Who wrote it?']);
    expect(decisions.at(-1)).toMatchObject({
      because: { score: expect.closeTo(19.5, 9), perSegment: expect.closeTo(4.4159, 4) },
    });
    expect(answer.text).toBe('One. Four.');
  });

  test('each path grows from its own text, not from its sibling', async () => {
    const both = (prompt: string): readonly Said[] => {
      if (prompt === x) return [deciding(0.9, 0.05)];
      const text = prompt.includes('Text of a.') ? 'One.' : 'Two.';
      return prompt.includes('One.') || prompt.includes('Two.')
        ? segment('End.', 1, 'Fully', useful(5))
        : segment(text, 1, 'Fully', more);
    };
    const { prompts } = await askSelfRag({ say: both, settings: { longForm: 'static' } });
    const second = prompts.slice(3).map((prompt) => prompt.slice(x.length).split('⟨[Retrieval]⟩')[0]);
    expect(second).toEqual([
      '⟨[Relevant]⟩One.⟨[Fully supported]⟩',
      '⟨[Relevant]⟩One.⟨[Fully supported]⟩',
      '⟨[Relevant]⟩Two.⟨[Fully supported]⟩',
      '⟨[Relevant]⟩Two.⟨[Fully supported]⟩',
    ]);
  });

  test.each([
    [0.3, 0.6, 2],
    [0.1, 0.6, 1],
  ])('a [No Retrieval] with p(R) = %d, p(N) = %d is decided again', async (yes, no, levels) => {
    const say = says({
      ...firstLevel,
      [`${x}${passage('a')}`]: segment(
        'One.',
        1,
        'Fully',
        boundary('[No Retrieval]', yes, no, 0.05),
        'Rest.',
        useful(5),
      ),
      [`${x}${passage('b')}`]: segment('Two.', 0, 'Partially', useful(1)),
      ...behindA(context),
    });
    const { prompts } = await askSelfRag({ say, settings: { longForm: 'static' } });
    expect(prompts).toHaveLength(levels === 2 ? 5 : 3);
  });

  test('no product of scores changes its sign: a worse segment never makes a path better', () => {
    const told = settings.parse({});
    const at = (value: number) => ({
      relevance: 0,
      support: 0,
      utility: 0,
      sequence: 0,
      total: { value, least: value, most: value },
    });
    const { extend } = longForms.static;
    const once = extend(undefined, at(-0.5), told);
    expect([extend(once, at(-1), told), extend(once, at(-0.5), told), extend(once, at(0.5), told)]).toEqual([
      0, 0.25, 0.75,
    ]);
  });
});

describe('where a segment ends', () => {
  const tokens = (...texts: readonly string[]) => texts.map((text) => ({ text, logprob: 0 }));
  const cut = (...texts: readonly string[]) =>
    cutSegment({ text: texts.join(''), tokens: tokens(...texts) }, ({ text }) => text !== '[No Retrieval]');

  test('at the first retrieval token that counts', () => {
    expect(cut('[Relevant]', 'One.', '[No Retrieval]', 'Two.', '[Retrieval]', 'x')).toMatchObject({
      raw: '[Relevant]One.[No Retrieval]Two.',
      boundary: { text: '[Retrieval]' },
    });
  });

  test('a utility token ends the answer, whatever follows', () => {
    expect(cut('One.', '[Utility:5]', '[Retrieval]')).toMatchObject({
      raw: 'One.[Utility:5]',
      boundary: undefined,
    });
  });

  test('a retrieval token at the very beginning begins nothing', () => {
    expect(cut('[Retrieval]', 'One.')).toMatchObject({ raw: '[Retrieval]One.', boundary: undefined });
  });
});
