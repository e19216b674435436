import type { Generation, GenerateRequest } from '../../ports/backend.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Ask } from '../dialects/ask.ts';
import type { Piece } from '../dialects/piece.ts';
import { askOf } from '../model/askOf.ts';
import { exchange } from '../model/exchange.ts';
import { generate } from '../model/generate.ts';
import { unsupported } from '../model/unsupported.ts';
import { sentPrompt } from '../prompts/sentPrompt.ts';
import type { Subject } from './subject.ts';

/** A text as a prompt of either kind. */
export function promptOf(kind: Prompt['kind'], text: string): Prompt {
  const parts = [{ text }];
  return kind === 'text' ? { kind, parts } : { kind, turns: [{ role: 'user', parts }] };
}

/** One generation from a text, as methods get it: checked for truncation, reasoning split off. Greedy unless told. */
export function answerTo(
  { model, kind }: Subject,
  text: string,
  request: Omit<GenerateRequest, 'prompt'>,
  signal: AbortSignal,
): Promise<Generation> {
  return generate(model, { ...request, prompt: promptOf(kind, text) }, signal);
}

/** All that a model wrote, thoughts included, so that two answers can be compared. */
export function written({ text, reasoning = '' }: Generation): string {
  return reasoning + text;
}

/** One token from a text, as the server told it, with nothing checked. `change` is what is asked beyond the usual. */
export async function rawAnswer(
  { model, kind }: Subject,
  text: string,
  change: Partial<Ask>,
  signal: AbortSignal,
): Promise<Piece & Required<Pick<Piece, 'usage'>>> {
  const { client, family, tokenizer } = model;
  const dialect = family[kind];
  if (dialect === undefined) throw unsupported(model, `it takes no ${kind} prompts`);
  const prompt = promptOf(kind, text);
  const sent = await sentPrompt({ prompt }, { tokenizer, idPrompts: family.idPrompts }, signal);
  const ask = { ...askOf(model, { prompt, maxTokens: 1 }, sent, []), ...change };
  return (await exchange(client, dialect, ask, false, signal)).piece;
}
