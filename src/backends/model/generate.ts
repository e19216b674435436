import type { GenerateRequest, Generation } from '../../ports/backend.ts';
import { checkPromptCount, expectedCount } from '../prompts/expectedCount.ts';
import { sentPrompt } from '../prompts/sentPrompt.ts';
import type { Turn } from '../turn.ts';
import { askOf } from './askOf.ts';
import { chosenText } from './chosenText.ts';
import { exchange } from './exchange.ts';
import type { HttpModel } from './httpModel.ts';
import { splitReasoning } from './splitReasoning.ts';
import { unsupported } from './unsupported.ts';
import { wantedTokens, watchedTokens } from './watchedTokens.ts';

/**
 * One generation. `served.ms` is the time of its own requests; turning the prompt into tokens comes before.
 * Watching tokens at positions that the answer does not tell costs further one-token requests, which count in the
 * time and not in the usage.
 */
export async function generate(
  model: HttpModel,
  request: GenerateRequest,
  signal: AbortSignal,
  turn?: Turn,
): Promise<Generation> {
  const { kind } = request.prompt;
  const dialect = model.family[kind];
  if (dialect === undefined || !model.can.does.includes('generate')) {
    throw unsupported(model, `it takes no ${kind} prompts`);
  }
  const wanted = request.watch === undefined ? [] : await wantedTokens(model, request, signal);
  const form = { tokenizer: model.tokenizer, idPrompts: model.family.idPrompts };
  const sent = await sentPrompt(request, form, signal);
  const ask = askOf(model, request, sent, wanted);

  // Probabilities in streams are wrong on some servers.
  const stream = model.firstToken && dialect.streams !== undefined && request.watch === undefined;
  // A call that may have to ask further keeps its place until it has.
  if (request.watch !== undefined) await turn?.begin();
  const [{ piece, ms, firstTokenMs }, expected] = await Promise.all([
    exchange(model.client, dialect, ask, stream, signal, request.watch === undefined ? turn : undefined),
    expectedCount(sent, model.tokenizer, signal),
  ]);
  checkPromptCount(expected, piece.usage.promptTokens);
  const began = performance.now();
  const tokens =
    request.watch === undefined
      ? undefined
      : await watchedTokens(model, dialect, { ask, wanted }, piece.tokens ?? [], signal);
  const watchingMs = performance.now() - began;

  const split = splitReasoning(piece.text);
  const reasoning = [piece.reasoning, split.reasoning].filter((part) => part !== undefined).join('\n');
  const chosen = request.choose === undefined ? undefined : chosenText(split.text, request.choose);
  if (request.choose !== undefined && chosen === undefined && piece.finish !== 'length') {
    throw unsupported(model, `it was told to choose and answered "${split.text.slice(0, 80)}"`);
  }
  return {
    text: chosen ?? split.text,
    ...(reasoning !== '' && { reasoning }),
    ...(tokens !== undefined && { tokens }),
    finish: chosen === undefined ? piece.finish : 'choice',
    usage: { ...piece.usage, promptChecked: expected.counted },
    served: {
      by: 'model',
      queuedMs: 0,
      ms: ms + watchingMs,
      ...(firstTokenMs !== undefined && { firstTokenMs }),
      retries: [],
    },
  };
}
