import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import type { Roles } from '../ports/roles.ts';
import { answerClaim } from './extractive/answerClaim.ts';
import { closestChoice } from './extractive/closestChoice.ts';
import { findAnswer } from './extractive/findAnswer.ts';
import { modelOf } from './extractive/model.ts';
import weights from './extractive/weights.json' with { type: 'json' };

const settings = z.strictObject({
  /** Passages to retrieve and read, 1 to 100. */
  k: z.int().min(1).max(100).default(5),
});

export type ExtractiveSettings = z.infer<typeof settings>;

const model = modelOf(weights);

/**
 * Retrieves once, reads the passages together and answers with the most probable span under a log-linear model, in
 * the manner of the SQuAD paper's logistic regression (Rajpurkar et al. 2016, section 5); no language model. A
 * question for yes or no is answered with one of them, a choice with the option closest to the span, a claim with
 * true where a sentence says nearly all of it. `confidence` is the probability of the answer's text under the model
 * (of the span behind a choice; of a claim, how much of it one sentence holds).
 */
export const extractive: MethodDefinition<ExtractiveSettings, Roles> = {
  name: 'extractive',
  summary: 'retrieve once, answer with the best span; no language model',
  roles: {},
  retrieves: true,
  settings,
  fidelity: () => 'ours',
  fits: () => ({ fits: 'full' }),
  async answer(asked, tools, { k }) {
    const evidence = await tools.retrieve(asked.text, k);
    return tools.within('read', 'spans', async (reading) => {
      const passages = evidence.map(({ passage }) => passage);
      if (asked.task === 'claim') {
        const { text, confidence } = answerClaim(asked.text, passages, model);
        reading.decide('claim', text, { passages: passages.length, held: confidence });
        return { text, evidence, confidence };
      }
      const found = findAnswer(asked.text, passages, model);
      const { confidence, facts, sentences, candidates } = found;
      const text = closestChoice(found.text, asked.choices);
      const chosen = text === '' ? 'nothing to answer with' : text;
      reading.decide('span', chosen, { passages: passages.length, sentences, candidates, confidence });
      return { text, evidence, confidence, ...(facts === undefined ? {} : { facts }) };
    });
  },
};
