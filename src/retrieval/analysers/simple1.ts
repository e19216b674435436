import type { AnalyserDefinition } from './analyser.ts';
import { lowerCase } from './lowerCase.ts';

/** Lower-case runs of letters, digits and `_`; nothing dropped, nothing stemmed. */
export const simple1: AnalyserDefinition = {
  name: 'simple@1',
  summary: 'lower-case runs of letters, digits and _ (\\w+ of Python), no stop words, no stems',
  create() {
    return {
      name: 'simple@1',
      tokens: (text) => lowerCase(text).match(/[\p{L}\p{N}_]+/gu) ?? [],
    };
  },
};
