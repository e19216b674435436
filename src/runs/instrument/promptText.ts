import type { Part, Prompt } from '../../ports/prompt.ts';

/** A prompt as one readable text for the record; control parts stand in ⟨angle brackets⟩. */
export function promptText(prompt: Prompt): string {
  if (prompt.kind === 'text') return partsText(prompt.parts);
  return prompt.turns.map((turn) => `[${turn.role}]\n${partsText(turn.parts)}`).join('\n\n');
}

function partsText(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : `⟨${part.control}⟩`)).join('');
}
