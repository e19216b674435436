import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseLLM } from '@langchain/core/language_models/llms';
import type { BackendIdentity, GenerateRequest } from '../ports/backend.ts';
import { refusal } from './refusal.ts';

/** A chat model or a text model of LangChain, whatever its provider. */
export type LangChainModel = BaseChatModel | BaseLLM;

/** What one request wants of a model. LangChain sets these where a model is made, under each provider's own names. */
export interface ModelParameters {
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
  readonly seed?: number;
  /** Alternatives a token whose log-probabilities are wanted. */
  readonly topLogprobs?: number;
}

/** As many alternatives as OpenAI's own server gives. */
const mostAlternatives = 20;

export function parametersOf(request: GenerateRequest): ModelParameters {
  return {
    maxTokens: request.maxTokens,
    temperature: request.temperature ?? 0,
    topP: request.topP ?? 1,
    ...(request.seed !== undefined && { seed: request.seed }),
    ...(request.watch !== undefined && { topLogprobs: mostAlternatives }),
  };
}

/**
 * A model that was made before the request was known answers with its own settings: where these are known to be
 * others, it is refused. @throws RagstoneError `unsupported`
 */
export function refuseOtherSettings(
  model: LangChainModel,
  wanted: ModelParameters,
  identity: BackendIdentity,
): void {
  for (const name of ['temperature', 'topP', 'seed'] as const) {
    const [own, asked] = [member(model, name), wanted[name]];
    const usual = own === undefined && (name !== 'topP' || asked === 1) && name !== 'seed';
    if (asked === undefined || own === asked || usual) continue;
    throw refusal(
      identity,
      `${name} ${asked} is asked for, but the model was made ${own === undefined ? 'without one' : `with ${JSON.stringify(own)}`}; give a function that makes the model: (parameters) => model`,
    );
  }
}

function member(model: LangChainModel, name: string): unknown {
  return name in model ? (model as unknown as Readonly<Record<string, unknown>>)[name] : undefined;
}
