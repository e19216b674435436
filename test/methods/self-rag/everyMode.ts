/** Every way in which Self-RAG can run: each mode in each form, and each family of settings. */
export const everyMode: readonly Readonly<Record<string, unknown>>[] = [
  ...['threshold', 'generated', 'always', 'never'].flatMap((retrieve) => [
    { preset: 'released', retrieve },
    { preset: 'paper', retrieve },
    { preset: 'paper-decision', retrieve },
    { longForm: 'paper', retrieve },
    { longForm: 'static', retrieve },
  ]),
  { retrieve: 'always', sequenceScore: 'product' },
  { retrieve: 'always', sequenceScore: 'off', weights: { relevance: 0, support: 2, utility: 0.5 } },
  { retrieve: 'always', reject: ['[Irrelevant]', '[No support / Contradictory]'] },
  { retrieve: 'threshold', threshold: 0 },
  { longForm: 'paper', retrieve: 'always', instruction: 'asqa', beam: 3 },
  { critique: 'prompted' },
];
