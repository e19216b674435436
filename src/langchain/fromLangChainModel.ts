import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Message, SentPrompt } from '../backends/dialects/ask.ts';
import { known, unknown } from '../backends/known.ts';
import { splitReasoning } from '../backends/model/splitReasoning.ts';
import { checkPromptCount, expectedCount, type ExpectedCount } from '../backends/prompts/expectedCount.ts';
import { sentPrompt } from '../backends/prompts/sentPrompt.ts';
import { RagstoneError } from '../errors.ts';
import type { Backend, BackendIdentity, GenerateRequest, Usage } from '../ports/backend.ts';
import type { Prompt } from '../ports/prompt.ts';
import { abortable } from './abortable.ts';
import { backendIdentity, type LangChainIdentity } from './langChainIdentity.ts';
import { langChainFault } from './langChainFault.ts';
import { modelSaid } from './modelSaid.ts';
import {
  type LangChainModel,
  type ModelParameters,
  parametersOf,
  refuseOtherSettings,
} from './modelParameters.ts';
import { refusal } from './refusal.ts';
import { type StreamedAnswer, streamedAnswer } from './streamedAnswer.ts';
import { watchedIn } from './watchedIn.ts';

export interface LangChainModelIdentity extends LangChainIdentity {
  /** Tokens that fit in, prompt and answer together. */
  readonly contextTokens?: number;
  /**
   * The model's own tokenizer: tokens of a text, or of a conversation in the model's template. Budgets of context
   * tokens need it, as do models that do not say what an answer cost.
   */
  readonly countTokens?: (sent: string | readonly Message[]) => number | Promise<number>;
  /** Stream a chat model's answers, to measure the time to the first token. Default `false`. */
  readonly firstToken?: boolean;
}

/**
 * Any chat model (chat prompts) or text model (text prompts) of LangChain as a backend that generates. `model` is a
 * function that makes the model with a request's parameters, under its provider's names, or a model: then its own
 * settings hold, and requests for others, or answers longer than asked for, are refused. Set `maxRetries: 0`, so that
 * Ragstone sees and counts retries. Log-probabilities must be over the whole vocabulary.
 * @throws RagstoneError `usage` for a model with a cache: its answers would pass for the model's work
 */
export function fromLangChainModel(
  model: LangChainModel | ((parameters: ModelParameters) => LangChainModel),
  given: LangChainModelIdentity,
): Backend {
  const identity = backendIdentity(given);
  const first = typeof model === 'function' ? model(sample) : model;
  refuseCache(first, identity);
  const kind: Prompt['kind'] = isChat(first) ? 'chat' : 'text';
  const count = async (sent: SentPrompt): Promise<number | undefined> =>
    given.countTokens?.(sent.as === 'messages' ? sent.messages : sent.as === 'text' ? sent.text : '');
  const cannot = async (what: string): Promise<never> => {
    throw refusal(identity, what);
  };

  const modelFor = (request: GenerateRequest): LangChainModel => {
    const parameters = parametersOf(request);
    const ready = typeof model === 'function' ? model(parameters) : model;
    if (typeof model !== 'function') refuseOtherSettings(ready, parameters, identity);
    refuseCache(ready, identity);
    return ready;
  };

  return {
    identity,
    can: {
      does: ['generate'],
      prompts: [kind],
      watch: unknown,
      controlTokens: unknown,
      seed: typeof model === 'function' ? unknown : { known: true, value: false },
      countTokens: given.countTokens !== undefined,
      stream: kind === 'chat',
      contextTokens: known(given.contextTokens),
    },
    async generate(request, signal) {
      signal.throwIfAborted();
      if (request.prompt.kind !== kind) throw refusal(identity, `it takes no ${request.prompt.kind} prompts`);
      if (request.choose !== undefined) throw refusal(identity, 'it cannot be confined to choices');
      const ready = modelFor(request);
      const sent = await sentPrompt(request, { tokenizer: undefined, idPrompts: false }, signal);
      const counted = await count(sent);
      refuseOverflow(counted, given.contextTokens, identity);

      const began = performance.now();
      const streams = given.firstToken === true && request.watch === undefined;
      const { result, firstTokenMs } = await abortable(
        () => ask(ready, sent, request, { signal, streams }),
        signal,
      ).catch((error: unknown) => {
        signal.throwIfAborted();
        throw langChainFault(`Generating with ${identity.model}`, error);
      });
      const ms = performance.now() - began;
      const piece = modelSaid(result);
      const split = splitReasoning(piece.text);
      const reasoning = [piece.reasoning, split.reasoning].filter((part) => part !== undefined).join('\n');
      const usage = piece.usage ?? (await ownUsage(counted, piece.text, given, identity));
      checkPromptCount(await expected(sent, counted, signal), usage.promptTokens);
      if (usage.outputTokens > request.maxTokens) {
        throw refusal(
          identity,
          `it made ${usage.outputTokens} tokens where ${request.maxTokens} were allowed; give a function that makes the model with maxTokens`,
        );
      }
      if (request.watch !== undefined && piece.tokens === undefined) {
        throw refusal(identity, 'its answer tells no log-probabilities, so no tokens can be watched');
      }
      const tokens = piece.tokens && (await watchedIn(piece.tokens, request.watch ?? []));
      return {
        text: split.text,
        ...(reasoning !== '' && { reasoning }),
        ...(tokens !== undefined && { tokens }),
        finish: piece.finish ?? (usage.outputTokens >= request.maxTokens ? 'length' : 'stop'),
        usage: { ...usage, promptChecked: counted !== undefined },
        served: {
          by: 'model',
          queuedMs: 0,
          ms,
          ...(firstTokenMs !== undefined && { firstTokenMs }),
          retries: [],
        },
      };
    },
    async countTokens(prompt, signal) {
      const sent = await sentPrompt({ prompt }, { tokenizer: undefined, idPrompts: false }, signal);
      return (await count(sent)) ?? cannot('it counts no tokens: give its identity a countTokens');
    },
    embed: () => cannot('it embeds nothing'),
    rerank: () => cannot('it reranks nothing'),
  };
}

/** What a model is made with to see of which kind it is. */
const sample: ModelParameters = { maxTokens: 1, temperature: 0, topP: 1 };

/** By what the model says of itself: with two copies of LangChain about, `instanceof` would not see it. */
function isChat(model: LangChainModel): model is BaseChatModel {
  return model._modelType() === 'base_chat_model';
}

async function ask(
  model: LangChainModel,
  sent: SentPrompt,
  { stop }: GenerateRequest,
  { signal, streams }: { readonly signal: AbortSignal; readonly streams: boolean },
): Promise<StreamedAnswer> {
  const options = { signal, ...(stop !== undefined && stop.length > 0 && { stop: [...stop] }) };
  if (isChat(model)) {
    const messages = sent.as === 'messages' ? sent.messages.map((each) => ({ ...each })) : [];
    if (streams) return streamedAnswer(model, messages, options);
    return { result: await model.generate([messages], options) };
  }
  return { result: await model.generate([sent.as === 'text' ? sent.text : ''], options) };
}

function refuseCache({ cache }: LangChainModel, { model }: BackendIdentity): void {
  if (cache === undefined) return;
  throw new RagstoneError(
    'usage',
    `${model} was made with a cache of LangChain's, whose answers would pass for the model's work: make it without one.`,
  );
}

function refuseOverflow(
  counted: number | undefined,
  contextTokens: number | undefined,
  { model }: BackendIdentity,
): void {
  if (counted === undefined || contextTokens === undefined || counted < contextTokens) return;
  throw new RagstoneError(
    'context-overflow',
    `The prompt has ${counted} tokens, and the context of ${model} ${contextTokens}.`,
  );
}

async function expected(
  sent: SentPrompt,
  counted: number | undefined,
  signal: AbortSignal,
): Promise<ExpectedCount> {
  if (counted === undefined) return expectedCount(sent, undefined, signal);
  return { least: counted - 1, most: sent.as === 'messages' ? Infinity : counted + 1, counted: true };
}

/** Our own count, for models that do not tell. @throws RagstoneError `unsupported` where nobody counts */
async function ownUsage(
  counted: number | undefined,
  text: string,
  { countTokens }: LangChainModelIdentity,
  identity: BackendIdentity,
): Promise<Usage> {
  if (counted === undefined || countTokens === undefined) {
    throw refusal(
      identity,
      'it does not say how many tokens an answer cost; give its identity a countTokens',
    );
  }
  return { promptTokens: counted, outputTokens: await countTokens(text) };
}
