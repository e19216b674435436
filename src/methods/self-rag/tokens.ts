/** A family of reflection tokens, each with what it is worth: the family's score is the expected worth. */
export type Family = Readonly<Record<string, number>>;

/**
 * The tokens as the released model writes them (paper, Table 1; AkariAsai/self-rag @1fcdc420 `retrieval_lm/utils.py:43-53`).
 * Their ids are read from the model's own vocabulary by the backend.
 */
export const retrieval = '[Retrieval]';
export const noRetrieval = '[No Retrieval]';
/** Absent from the released code's own list of control tokens, so it survives in that code's answers. */
export const continueEvidence = '[Continue to Use Evidence]';
export const paragraph = '<paragraph>';
export const paragraphEnd = '</paragraph>';
export const noSupport = '[No support / Contradictory]';

export const retrieveTokens = [retrieval, noRetrieval, continueEvidence] as const;

/** App. A.3: s(IsRel) = p(Relevant) ÷ (p(Relevant) + p(Irrelevant)). */
export const relevance = { '[Relevant]': 1, '[Irrelevant]': 0 } as const satisfies Family;

/** App. A.3: s(IsSup) = (p(Fully) + 0.5·p(Partially)) ÷ the sum over the three. */
export const support = {
  '[Fully supported]': 1,
  '[Partially supported]': 0.5,
  [noSupport]: 0,
} as const satisfies Family;

/** App. A.3: s(IsUse) = Σ wᵢ·p(i) ÷ Σ p(i) with w = (−1, −0.5, 0, 0.5, 1). */
export const utility = {
  '[Utility:1]': -1,
  '[Utility:2]': -0.5,
  '[Utility:3]': 0,
  '[Utility:4]': 0.5,
  '[Utility:5]': 1,
} as const satisfies Family;

export const critiqueTokens = [
  '[Relevant]',
  '[Irrelevant]',
  '[Fully supported]',
  '[Partially supported]',
  noSupport,
  '[Utility:1]',
  '[Utility:2]',
  '[Utility:3]',
  '[Utility:4]',
  '[Utility:5]',
] as const;

/** Every token that the training added to the vocabulary, save padding. */
export const reflectionTokens = [...retrieveTokens, ...critiqueTokens, paragraph, paragraphEnd] as const;
