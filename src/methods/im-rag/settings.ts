import { z } from 'zod';

/** Who does what. Which of the two rerankers is needed depends on the setting `refiner`. */
export type ImRagRoles = {
  readonly questioner: 'generate';
  readonly answerer: 'generate';
  readonly refiner: 'generate';
  readonly reranker: 'rerank';
};

/** Defaults are SIM-RAG's where IM-RAG's own were not found; see docs/methods/im-rag.md. */
export const imRagSettings = z.strictObject({
  /** `prompted`: models that follow instructions. `trained`: models that were trained on monologues. */
  variant: z.enum(['prompted', 'trained']).default('prompted'),
  /** Searches at most. SIM-RAG: 4. */
  maxTurns: z.int().min(1).max(20).default(4),
  /** Passages that a query finds, for the Refiner to choose from. Ours. */
  candidates: z.int().min(1).max(200).default(20),
  /** Passages that a turn keeps. SIM-RAG: 2. */
  keep: z.int().min(1).max(50).default(2),
  refiner: z.enum(['listwise', 'pointwise', 'none']).default('listwise'),
  /** Passages of one listwise call, how far calls lie apart, passes, and words shown of a passage. RankVicuna's. */
  window: z.int().min(2).max(100).default(20),
  stride: z.int().min(1).max(100).default(10),
  passes: z.int().min(1).max(10).default(1),
  words: z.int().min(1).max(2000).default(300),
  /**
   * Who says that it is enough; ours, where the paper is silent. `judge`: the Questioner is asked after each turn.
   * `switch`: the Questioner writes `switchLine` in place of a query. `never`: always `maxTurns`. A repeated query and a
   * turn that brings nothing new end the monologue under every rule.
   */
  stop: z.enum(['judge', 'switch', 'never']).optional(),
  /** What a Questioner writes to hand over to the Answerer. */
  switchLine: z.string().min(1).default('ANSWER'),
  /** Kind of prompt of the trained variant; the prompted one is always a chat. */
  prompt: z.enum(['chat', 'text']).default('chat'),
  queryTokens: z.int().min(1).max(4096).default(64),
  answerTokens: z.int().min(1).max(4096).default(256),
});

export type ImRagSettings = z.infer<typeof imRagSettings>;

/** The rule that ends a monologue: the prompted variant judges, the trained one switches its role, unless told. */
export function stopRule({ stop, variant }: ImRagSettings): 'judge' | 'switch' | 'never' {
  return stop ?? (variant === 'prompted' ? 'judge' : 'switch');
}
