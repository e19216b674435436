import type { Capabilities } from '../../ports/backend.ts';
import type { Fit } from '../../ports/method.ts';
import type { Prompt } from '../../ports/prompt.ts';

/** A method whose roles all generate from one kind of prompt. */
export function fitsPrompt(kind: Prompt['kind'], can: Readonly<Record<string, Capabilities>>): Fit {
  for (const [role, { does, prompts }] of Object.entries(can)) {
    if (!does.includes('generate')) return { fits: 'refused', because: `the ${role} cannot generate text` };
    if (!prompts.includes(kind)) {
      const [other] = prompts;
      const advice = other === undefined ? '' : `; say "prompt: ${other}" in its settings`;
      return { fits: 'refused', because: `the ${role} takes no ${kind} prompts${advice}` };
    }
  }
  return { fits: 'full' };
}
