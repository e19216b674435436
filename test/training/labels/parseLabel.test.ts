import fc from 'fast-check';
import { expect, it } from 'vitest';

import { type LabelFamily, labelPrompt, ratings } from '../../../src/training/labels/labelPrompts.ts';
import { parseLabel } from '../../../src/training/labels/parseLabel.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';

const families = Object.keys(ratings) as readonly LabelFamily[];

it.each([
  { family: 'retrieve', reply: 'Rating: [Yes]\nExplanation: A date is asked for.', label: '[Retrieval]' },
  { family: 'retrieve', reply: 'Rating: [No]', label: '[No Retrieval]' },
  { family: 'relevance', reply: '\n Rating:[Irrelevant] \r\nExplanation: x', label: '[Irrelevant]' },
  {
    family: 'support',
    reply: 'Rating: [No support / Contradictory]\nExplanation: x',
    label: '[No support / Contradictory]',
  },
  { family: 'utility', reply: 'Rating: 4\nExplanation: x', label: '[Utility:4]' },
] as const)('reads $label from "$reply"', ({ family, reply, label }) => {
  expect(parseLabel(family, reply)).toBe(label);
});

it.each([
  { family: 'retrieve', reply: '[Yes]' },
  { family: 'retrieve', reply: 'Rating: Yes' },
  { family: 'retrieve', reply: 'I think so.\nRating: [Yes]' },
  { family: 'relevance', reply: 'Rating: [Relevant] or [Irrelevant]' },
  { family: 'relevance', reply: 'Rating: [Yes]' },
  { family: 'support', reply: 'Rating: [fully supported]' },
  { family: 'utility', reply: 'Rating: 4.5' },
  { family: 'utility', reply: 'Rating: 6' },
  { family: 'utility', reply: 'Rating: toString' },
  { family: 'utility', reply: '' },
] as const)('guesses nothing from "$reply" ($family)', ({ family, reply }) => {
  expect(parseLabel(family, reply)).toBeUndefined();
});

it('gives a token of the family or nothing, whatever the reply', () => {
  const reply = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `Rating: ${rest}`),
  );
  fc.assert(
    fc.property(fc.constantFrom(...families), reply, (family, text) => {
      const label = parseLabel(family, text);
      expect(label === undefined || Object.values<string>(ratings[family]).includes(label)).toBe(true);
    }),
  );
});

it('asks for exactly the ratings that are understood, and shows what is judged', () => {
  for (const family of families) {
    const judged = { instruction: 'Where is it?', evidence: 'It is here.', output: 'here' };
    const prompt = promptText(labelPrompt(family, judged));
    for (const rating of Object.keys(ratings[family])) {
      expect(prompt).toContain(rating);
      expect(parseLabel(family, `Rating: ${rating}`)).toBeDefined();
    }
    for (const shown of Object.values(judged)) expect(prompt).toContain(shown);
  }
});
