import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../src/methods/self-rag/cleanText.ts';
import { closedAnswer } from '../../../src/methods/self-rag/closedAnswer.ts';
import { passageParts, questionParts, writtenParts } from '../../../src/methods/self-rag/prompt.ts';
import { reflectionTokens } from '../../../src/methods/self-rag/tokens.ts';

describe('prompts are the official ones to the letter', () => {
  test('an open question has no instruction', () => {
    expect(questionParts({ text: 'Who?', task: 'open' })).toEqual([
      { text: '### Instruction:\nWho?\n\n### Response:\n' },
    ]);
  });

  test('a claim (PubHealth): two hashes, an empty line', () => {
    expect(questionParts({ text: 'It rains.', task: 'claim' })).toEqual([
      {
        text: "### Instruction:\nIs the following statement correct or not? Say true if it's correct; otherwise say false.\n\n## Input:\n\nIt rains.\n\n### Response:\n",
      },
    ]);
  });

  test('a choice (ARC): three hashes, one line break, labels', () => {
    expect(questionParts({ text: 'Which?', task: 'choice', choices: ['red', 'blue'] })).toEqual([
      {
        text: '### Instruction:\nGiven four answer candidates, A, B, C and D, choose the best answer choice.\n\n### Input:\nWhich?\nA: red\nB: blue\n\n### Response:\n',
      },
    ]);
  });

  test('ASQA: no line break before its two hashes', () => {
    expect(questionParts({ text: 'Who?', task: 'open' }, 'asqa')).toEqual([
      {
        text: expect.stringMatching(
          /^### Instruction:\nAnswer the .* all correct answers\.## Input:\n\nWho\?\n\n### Response:\n$/,
        ),
      },
    ]);
  });

  test('a passage: title, line break, text, between markers', () => {
    expect(passageParts({ id: '1', title: 'Ann', text: 'Ann [Relevant] wrote.' })).toEqual([
      { control: '[Retrieval]' },
      { control: '<paragraph>' },
      { text: 'Ann\nAnn [Relevant] wrote.' },
      { control: '</paragraph>' },
    ]);
  });

  test("the model's own tokens go back as control tokens", () => {
    expect(writtenParts('[Relevant]So.[No support / Contradictory][Utility:2]')).toEqual([
      { control: '[Relevant]' },
      { text: 'So.' },
      { control: '[No support / Contradictory]' },
      { control: '[Utility:2]' },
    ]);
  });
});

describe('answers are clean', () => {
  test('of every control token, with the one that the official list forgets', () => {
    expect(cleanText(' [Continue to Use Evidence]Ann Lee.[Fully supported][Utility:5]</s>')).toBe('Ann Lee.');
  });

  test('closed ones of line breaks too', () => {
    expect(cleanLine('[Relevant]tr\nue\n')).toBe('true');
  });

  test('whatever is put together', () => {
    const piece = fc.oneof(fc.constantFrom(...reflectionTokens, '</s>'), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), (pieces, cut) => {
        const text = pieces.join('');
        const nested = `${text.slice(0, cut)}[Relevant]${text.slice(cut)}`;
        for (const token of reflectionTokens) expect(cleanText(nested)).not.toContain(token);
      }),
    );
  });
});

describe('closed answers', () => {
  const claim = { text: '', task: 'claim' } as const;
  const choice = { text: '', task: 'choice', choices: ['red', 'blue'] } as const;

  test.each([
    ['True', 'true'],
    ['It SUPPORTS it', 'true'],
    ['REFUTES', 'false'],
    ['false', 'false'],
  ])('the claim %s is %s', (text, verdict) => {
    expect(closedAnswer(text, claim)).toBe(verdict);
  });

  test.each([
    ['A', 'red'],
    ['B.', 'blue'],
    ['C', 'C'],
    ['B: blue', 'B: blue'],
    ['blue', 'blue'],
  ])('the choice %s is %s', (text, chosen) => {
    expect(closedAnswer(text, choice)).toBe(chosen);
  });
});
