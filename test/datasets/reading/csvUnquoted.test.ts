import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { csvUnquoted } from '../../../src/datasets/reading/csvUnquoted.ts';

describe("CSV's quotes", () => {
  it('come off whatever is inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(csvUnquoted(`"${text.replaceAll('"', '""')}"`)).toBe(text);
      }),
    );
  });

  it.each(['plain', '"', 'a "b"', '"A" and "B"', '"Heroes" (album)', ''])('are not seen in %s', (text) => {
    expect(csvUnquoted(text)).toBe(text);
  });
});
