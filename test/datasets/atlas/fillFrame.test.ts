import { describe, expect, it } from 'vitest';

import { count, measure } from '../../../src/datasets/atlas/building/values.ts';
import { fillFrame } from '../../../src/datasets/atlas/writing/fillFrame.ts';

describe('fillFrame', () => {
  it('fills small and capital slots, possessives and articles', () => {
    const slots = { s: 'the town', o: 'the River Ode' };
    expect(fillFrame('{S} lies on {o}; {o} feeds {s}.', slots)).toBe(
      'The town lies on the River Ode; the River Ode feeds the town.',
    );
    expect(fillFrame("{S's} mayor and {s's} wall.", slots)).toBe("The town's mayor and the town's wall.");
    expect(fillFrame('{s} is {an o}, {an k}.', { s: 'X', o: 'actor', k: 'painter' })).toBe(
      'X is an actor, a painter.',
    );
  });

  it('adds only an apostrophe after an s', () => {
    expect(fillFrame("{s's} founder", { s: 'Yarrow Works' })).toBe("Yarrow Works' founder");
  });

  it('puts a pronoun for the capital slot only', () => {
    expect(fillFrame("{S} met {s}; {S's} hat.", { s: 'Oldrik', S: 'he', "S's": 'his' })).toBe(
      'He met Oldrik; His hat.',
    );
  });

  it('refuses a slot without words', () => {
    expect(() => fillFrame('{x} is here.', { s: 'X' })).toThrow(/Nothing to put into \{x\}/);
  });
});

describe('values', () => {
  it('spell amounts in every usual way', () => {
    expect(count(1234567)).toMatchObject({ text: '1,234,567', spellings: ['1,234,567', '1234567'] });
    expect(count(812).spellings).toEqual(['812']);
    expect(measure(1432, 'kilometres', 'km').spellings).toEqual([
      '1,432 kilometres',
      '1432 kilometres',
      '1,432 km',
      '1432 km',
      '1,432',
      '1432',
    ]);
  });
});
