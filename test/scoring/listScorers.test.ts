import { describe, expect, it } from 'vitest';

import { findScorer } from '../../src/scoring/findScorer.ts';
import { listScorers } from '../../src/scoring/listScorers.ts';

describe('listScorers', () => {
  it('lists names that findScorer finds, with the same facts', async () => {
    for (const summary of await listScorers()) {
      const scorer = await findScorer(summary.name.replace('[@k]', '@5').replace('<list>', 'shown'));
      expect(scorer).toMatchObject({
        needs: summary.needs,
        values: summary.values,
        source: summary.source,
      });
    }
  });

  it('lists every name once, answers first', async () => {
    const names = (await listScorers()).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('match/bergen@1');
    expect(names).toContain('has-answer[@k]/dpr/<list>@1');
  });

  it('says of each in one line what it is', async () => {
    for (const { summary } of await listScorers()) expect(summary).toMatch(/^[^\n]{10,110}$/);
  });
});
