import { z } from 'zod';
import type { Fidelity } from '../../ports/method.ts';
import { critiqueTokens } from './tokens.ts';

const weight = z.number().min(0).max(100);

const written = z.strictObject({
  /** Fills in what is not told of `decision`, `weights` and `sequenceScore`. */
  preset: z.enum(['released', 'paper', 'paper-decision']).default('released'),
  /**
   * Retrieve where p(R) ÷ (p(R) + p(N)) > threshold (`paper`, App. A.3), or where the same quotient of the tokens'
   * log-probabilities is (`released`, `run_short_form.py:74-81`).
   */
  decision: z.enum(['paper', 'released']).exactOptional(),
  /** Of the critique scores in a segment's score (Eq. 4). */
  weights: z
    .strictObject({
      relevance: weight.exactOptional(),
      support: weight.exactOptional(),
      utility: weight.exactOptional(),
    })
    .exactOptional(),
  /** What stands for p(y|x, d) in a segment's score: the mean token probability (geometric), their product, nothing. */
  sequenceScore: z.enum(['geometric-mean', 'product', 'off']).exactOptional(),
  /** `generated`: where the model writes `[Retrieval]` first (the paper's hard constraint). */
  retrieve: z.enum(['threshold', 'generated', 'always', 'never']).default('threshold'),
  /** Paper: 0.2 for most tasks, 0 for ASQA. */
  threshold: z.number().min(0).max(1).default(0.2),
  /** Segments in which the model writes one of these are discarded (the paper's hard constraints). */
  reject: z.array(z.enum(critiqueTokens)).default([]),
  /** Passages a search. README: 10 for PopQA and TriviaQA, 5 for PubHealth, ARC and ASQA. */
  k: z.int().min(1).max(100).default(10),
  /** Tokens of an answer, or of a segment with what follows it. README: 100; closed questions 50, long form 300. */
  maxTokens: z.int().min(1).max(4096).default(100),
  /** `paper`: a beam over segments that searches again. `static`: the released tree over fixed passages, corrected. */
  longForm: z.enum(['off', 'paper', 'static']).default('off'),
  /** Paths that are kept a segment, in long form. Paper: 2. */
  beam: z.int().min(1).max(16).default(2),
  /** In long form. README: `--max_depth 7`, which makes 6 segments. */
  maxSegments: z.int().min(1).max(32).default(6),
  /** The official code's words before an open question: none, or those of ASQA. */
  instruction: z.enum(['none', 'asqa']).default('none'),
  /** `prompted`: any chat model criticises by prompting, in the manner of LangGraph's notebook; an approximation. */
  critique: z.enum(['tokens', 'prompted']).default('tokens'),
  /** Searches with a rewritten query, when `prompted`. Ours: the notebook has no limit. */
  rewrites: z.int().min(0).max(10).default(2),
  /** Second attempts at an unsupported answer a search, when `prompted`. Ours: the notebook has no limit. */
  regenerations: z.int().min(0).max(10).default(1),
});

type Filled = Required<Pick<z.infer<typeof written>, 'decision' | 'sequenceScore'>> & {
  readonly weights: Weights;
};

interface Weights {
  readonly relevance: number;
  readonly support: number;
  readonly utility: number;
}

const even: Weights = { relevance: 1, support: 1, utility: 1 };

/** `paper-decision` is `released` with the paper's decision: the other row of the independent re-run. */
const presets = {
  released: { decision: 'released', weights: even, sequenceScore: 'geometric-mean' },
  paper: { decision: 'paper', weights: { ...even, utility: 0.5 }, sequenceScore: 'geometric-mean' },
  'paper-decision': { decision: 'paper', weights: even, sequenceScore: 'geometric-mean' },
} as const satisfies Record<string, Filled>;

/** Read them by `z.toJSONSchema(settings, { io: 'input' })`; parsing fills in the preset. */
export const settings = written.transform((told) => {
  const preset = presets[told.preset];
  return { ...preset, ...told, weights: { ...preset.weights, ...told.weights } };
});

export type Settings = z.output<typeof settings>;

/**
 * `faithful`: short form, scored as one of the presets; whether and when it retrieves, and how many passages, are
 * settings in paper and code alike. Long form is described in the paper, but what was released does something else.
 */
export function fidelity(told: Settings): Fidelity {
  if (told.critique === 'prompted') return 'approximation';
  if (told.longForm !== 'off') return told.longForm === 'paper' ? 'reconstruction' : 'ours';
  const isPreset = Object.values(presets).some(
    ({ decision, sequenceScore, weights }) =>
      decision === told.decision &&
      sequenceScore === told.sequenceScore &&
      weights.relevance === told.weights.relevance &&
      weights.support === told.weights.support &&
      weights.utility === told.weights.utility,
  );
  return isPreset && told.reject.length === 0 ? 'faithful' : 'ours';
}
