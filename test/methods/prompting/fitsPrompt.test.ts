import { expect, test } from 'vitest';
import { fitsPrompt } from '../../../src/methods/prompting/fitsPrompt.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const { can } = scriptedBackend({});

test('a model that takes the prompt fits', () => {
  expect(fitsPrompt('text', { reader: can })).toEqual({ fits: 'full' });
});

test('a model that takes the other kind of prompt says which setting helps', () => {
  expect(fitsPrompt('chat', { reader: { ...can, prompts: ['text'] } })).toEqual({
    fits: 'refused',
    because: 'the reader takes no chat prompts; say "prompt: text" in its settings',
  });
});

test('every role is looked at', () => {
  expect(fitsPrompt('text', { reasoner: can, reader: { ...can, does: ['embed'] } })).toEqual({
    fits: 'refused',
    because: 'the reader cannot generate text',
  });
});
