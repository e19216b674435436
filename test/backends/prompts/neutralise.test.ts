import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  controlCandidates,
  neutralise,
  wellKnownControls,
} from '../../../src/backends/prompts/neutralise.ts';

describe('taking control tokens apart', () => {
  test.each([
    ['a[Retrieval]b', ['[Retrieval]'], 'a[ Retrieval]b'],
    ['<<s>s>', ['<s>'], '<< s>s>'],
    ['plain [1] text', ['[Retrieval]'], 'plain [1] text'],
    ['aaa', ['aa'], 'a a a'],
    ['x', ['x'], 'x'],
  ])('%j without %j is %j', (text, controls, safe) => {
    expect(neutralise(text, controls)).toBe(safe);
  });

  test('leaves none of them, and every other character', () => {
    const controls = ['<s>', '</s>', '[Retrieval]', '[No Retrieval]', '<|im_start|>', '<|', '|>'];
    const text = fc
      .array(fc.constantFrom(...controls, '<', 's', '>', '[', ']', '|', ' ', 'No', 'Retrieval'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (its) => {
        const safe = neutralise(its, controls);
        for (const control of controls) expect(safe).not.toContain(control);
        expect(safe.replaceAll(' ', '')).toBe(its.replaceAll(' ', ''));
      }),
    );
  });

  test('knows those of chat templates and of Self-RAG', () => {
    const text = 'a <|im_start|> b [INST] c <s> d [Utility:5] e <paragraph> f <｜User｜> g <b> h [12]';
    expect(wellKnownControls(text)).toEqual([
      '<|im_start|>',
      '[INST]',
      '<s>',
      '[Utility:5]',
      '<paragraph>',
      '<｜User｜>',
    ]);
    expect(controlCandidates('a <b> [x y] < c >\n[not\nthis]')).toEqual(['<b>', '[x y]', '< c >']);
  });
});
