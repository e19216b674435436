import type { GenerateRequest } from '../../ports/backend.ts';
import type { Part } from '../../ports/prompt.ts';
import type { Message, SentPrompt } from '../dialects/ask.ts';
import { safeParts } from './safeParts.ts';
import { literal, type Tokenizer } from './tokenizer.ts';

/** First tokens of sequences that servers add by themselves, as prompts spell them. */
const firstTokens: ReadonlySet<string> = new Set([
  '<s>',
  '<bos>',
  '<|begin_of_text|>',
  '<|startoftext|>',
  '<｜begin▁of▁sentence｜>',
]);

/** How a model's prompts are sent. */
export interface PromptForm {
  readonly tokenizer: Tokenizer | undefined;
  readonly idPrompts: boolean;
}

/** The prompt of a request as it is sent: control tokens only where the method put them, the first one never twice. */
export async function sentPrompt(
  request: Pick<GenerateRequest, 'prompt' | 'watch'>,
  { tokenizer, idPrompts }: PromptForm,
  signal: AbortSignal,
): Promise<SentPrompt> {
  const { prompt } = request;
  const all = prompt.kind === 'text' ? prompt.parts : prompt.turns.flatMap((turn) => turn.parts);
  const controls = [...controlsOf(all), ...(request.watch ?? [])].filter(looksLikeControl);
  const safe = (parts: readonly Part[]): Promise<readonly Part[]> =>
    safeParts(parts, controls, tokenizer, signal);
  if (prompt.kind === 'chat') {
    const messages: Message[] = [];
    for (const { role, parts } of prompt.turns) messages.push({ role, content: literal(await safe(parts)) });
    return { as: 'messages', messages };
  }
  if (tokenizer !== undefined && idPrompts) {
    const parts = tokenizer.plainText ? prompt.parts : await safe(prompt.parts);
    return { as: 'ids', ids: await tokenizer.encode(parts, signal) };
  }
  const [begin, ...rest] = prompt.parts;
  const doubled = begin !== undefined && 'control' in begin && firstTokens.has(begin.control);
  return { as: 'text', text: literal(await safe(doubled ? rest : prompt.parts)) };
}

/** Whether a prompt holds control tokens at all. */
export function controlsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => ('control' in part ? [part.control] : []));
}

/** Watched answers such as "A" or "yes" are words, not control tokens: texts may hold them. */
function looksLikeControl(token: string): boolean {
  return /^[<[].*[>\]]$/s.test(token.trim());
}
