import { describe, expect, test } from 'vitest';
import { closestChoice } from '../../../src/methods/extractive/closestChoice.ts';

describe('closestChoice', () => {
  test('picks the choice that shares most with the answer', () => {
    expect(closestChoice('the orbiting moons', ['a planet', 'moon', 'the sun'])).toBe('moon');
  });

  test('picks the first choice where none shares anything', () => {
    expect(closestChoice('', ['left', 'right'])).toBe('left');
  });

  test('leaves the answer alone where there are no choices', () => {
    expect(closestChoice('Rome', undefined)).toBe('Rome');
    expect(closestChoice('Rome', [])).toBe('Rome');
  });
});
