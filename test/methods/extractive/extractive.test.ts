import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Passage } from '../../../src/ports/passage.ts';
import type { Asked } from '../../../src/ports/question.ts';
import { extractive } from '../../../src/methods/extractive.ts';
import { scriptedTools } from '../../support/scriptedTools.ts';

const passages: readonly Passage[] = [
  {
    id: 'p1',
    title: 'Eiffel Tower',
    text: 'The Eiffel Tower is a lattice tower in Paris. It was completed in 1889. It was designed by Stephen Sauvestre.',
    sentences: [
      'The Eiffel Tower is a lattice tower in Paris.',
      'It was completed in 1889.',
      'It was designed by Stephen Sauvestre.',
    ],
  },
  { id: 'p2', title: 'Oak', text: 'An oak is a tree. It bears acorns.' },
];

const settings = extractive.settings.parse({});
const ask = (text: string, over = passages, more: Partial<Asked> = {}) => {
  const script = scriptedTools(over);
  return { script, answer: extractive.answer({ text, task: 'open', ...more }, script.tools, settings) };
};

describe('extractive', () => {
  test('reads five passages unless told', () => {
    expect(settings).toEqual({ k: 5 });
    expect(() => extractive.settings.parse({ k: 0 })).toThrow(/k/);
    expect(() => extractive.settings.parse({ passages: 5 })).toThrow(/passages/);
  });

  test('answers from the passages found, and says where', async () => {
    const { script, answer } = ask('When was the Eiffel Tower completed?');
    const { text, evidence, facts, confidence } = await answer;
    expect(text).toBe('1889');
    expect(evidence.map(({ passage }) => passage.id)).toEqual(['p1', 'p2']);
    expect(facts).toContainEqual({ title: 'Eiffel Tower', sentence: 1 });
    expect(confidence).toBeGreaterThan(0.2);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(script.searches).toEqual([{ query: 'When was the Eiffel Tower completed?', k: 5 }]);
    expect(script.stages).toEqual(['read']);
  });

  test('answers a person to who', async () => {
    expect((await ask('Who designed the Eiffel Tower?').answer).text).toBe('Stephen Sauvestre');
  });

  test('answers yes or no where that is asked', async () => {
    const { text, facts } = await ask('Are both the Eiffel Tower and an oak in Paris?').answer;
    expect(['yes', 'no']).toContain(text);
    expect(facts).not.toEqual([]);
  });

  test('answers with one of the choices', async () => {
    const choices = ['1789', '1889', '1989'];
    const { answer } = ask('When was the Eiffel Tower completed?', passages, { task: 'choice', choices });
    expect((await answer).text).toBe('1889');
  });

  test('judges claims by what the passages say', async () => {
    expect((await ask('The Eiffel Tower is in Paris.', passages, { task: 'claim' }).answer).text).toBe(
      'true',
    );
    expect((await ask('Bananas grow in Greenland.', passages, { task: 'claim' }).answer).text).toBe('false');
  });

  test('answers nothing where nothing was found, and records it', async () => {
    const { script, answer } = ask('Who?', []);
    expect(await answer).toEqual({ text: '', evidence: [], confidence: 0 });
    expect(script.decisions).toMatchObject([{ chosen: 'nothing to answer with', because: { passages: 0 } }]);
  });

  test('names no facts where passages do not come in sentences', async () => {
    const { facts } = await ask('What bears acorns?', passages.slice(1)).answer;
    expect(facts).toBeUndefined();
  });

  test('answers the same every time', async () => {
    const [one, other] = [ask('Where is the tower?'), ask('Where is the tower?')];
    expect(await one.answer).toEqual(await other.answer);
  });

  test('answers any question over any text with a part of the text', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const made = fc.record({ id: fc.uuid(), title: text, text });
    await fc.assert(
      fc.asyncProperty(text, fc.array(made, { maxLength: 4 }), async (question, over) => {
        const { text: answer, confidence } = await ask(question, over).answer;
        expect(['', 'yes', 'no'].includes(answer) || over.some((one) => one.text.includes(answer))).toBe(
          true,
        );
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('reads a bounded part of a very long passage', async () => {
    const endless = { id: 'long', title: 'Long', text: 'The tower of Babel was tall. '.repeat(20_000) };
    expect((await ask('What was tall?', [endless]).answer).text).not.toBe('');
  });
});
