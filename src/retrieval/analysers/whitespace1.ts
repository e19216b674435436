import type { AnalyserDefinition } from './analyser.ts';

/** What stands between white space, unchanged: for text that was tokenised elsewhere. */
export const whitespace1: AnalyserDefinition = {
  name: 'whitespace@1',
  summary: 'what stands between white space, case kept: for text that was tokenised elsewhere',
  create() {
    return {
      name: 'whitespace@1',
      tokens: (text) => text.match(/\S+/g) ?? [],
    };
  },
};
