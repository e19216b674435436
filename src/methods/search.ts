import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';

const settings = z.strictObject({
  /** Passages to retrieve. */
  k: z.int().min(1).max(1000).default(20),
});

/** A search with the question as it stands, and no answer: retrieval measured by itself, without a model that reads. */
export const search: MethodDefinition<z.infer<typeof settings>, Readonly<Record<string, never>>> = {
  name: 'search',
  summary: 'retrieve once, answer nothing',
  roles: {},
  retrieves: true,
  answers: false,
  settings,
  fidelity: () => 'faithful',
  fits: () => ({ fits: 'full' }),
  async answer(asked, tools, { k }) {
    return { text: '', evidence: await tools.retrieve(asked.text, k) };
  },
};
