import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatScorerName, parseScorerName } from '../../src/scoring/scorerName.ts';

describe('parseScorerName', () => {
  it.each([
    ['em/hotpot@1', { measure: 'em', variant: 'hotpot', version: 1 }],
    [
      'recall@5/title/evidence@1',
      { measure: 'recall', k: 5, variant: 'title', list: 'evidence', version: 1 },
    ],
    [
      'has-answer@100/dpr-regex/shown@12',
      { measure: 'has-answer', k: 100, variant: 'dpr-regex', list: 'shown', version: 12 },
    ],
    ['recall/title/turn12@1', { measure: 'recall', variant: 'title', list: 'turn12', version: 1 }],
    ['mrr/id/first@1', { measure: 'mrr', variant: 'id', list: 'first', version: 1 }],
  ])('reads %s', (name, parts) => {
    expect(parseScorerName(name)).toEqual(parts);
  });

  it.each([
    '',
    'em',
    'em/hotpot',
    'em/hotpot@',
    'em/hotpot@0',
    'em/hotpot@01',
    'em/hotpot@1 ',
    'EM/hotpot@1',
    'recall@0/title/first@1',
    'recall@-1/title/first@1',
    'recall@5/title/last@1',
    'recall@5/title/turn0@1',
    'recall@5/title/turn@1',
    'recall@5/title/first/shown@1',
    '../em/hotpot@1',
    'em/../hotpot@1',
    'em/hotpot@1\n',
  ])('refuses %j', (name) => {
    expect(parseScorerName(name)).toBeUndefined();
  });

  it('reads back whatever formatScorerName writes', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}$/);
    const names = fc.record(
      {
        measure: word,
        k: fc.integer({ min: 1, max: 999_999_999 }),
        variant: word,
        list: fc.constantFrom('first' as const, 'evidence' as const, 'shown' as const, 'turn3' as const),
        version: fc.integer({ min: 1, max: 999_999_999 }),
      },
      { requiredKeys: ['measure', 'variant', 'version'] },
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(parseScorerName(formatScorerName(name))).toEqual(name);
      }),
    );
  });

  it('gives names that formatScorerName writes as they were', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-e]{1,2}(@[0-3]{1,2})?\/[a-e]{1,2}(\/(first|shown))?@[0-3]$/),
        (text) => {
          const name = parseScorerName(text);
          expect(name === undefined ? text : formatScorerName(name)).toBe(text);
        },
      ),
    );
  });
});
