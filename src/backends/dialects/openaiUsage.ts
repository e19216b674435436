import { z } from 'zod';
import type { Usage } from '../../ports/backend.ts';

export const openaiUsage = z
  .object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0).default(0) })
  .nullish();

export function usageOf(usage: z.output<typeof openaiUsage>): { readonly usage?: Usage } {
  return usage === null || usage === undefined
    ? {}
    : { usage: { promptTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } };
}
