import type { TurnTaking } from '../turn.ts';
import { countTokens } from './countTokens.ts';
import { embed } from './embed.ts';
import { generate } from './generate.ts';
import type { HttpModel } from './httpModel.ts';
import { rerank } from './rerank.ts';

/** An opened model as methods use it. */
export function httpBackend(model: HttpModel): TurnTaking {
  return {
    identity: model.identity,
    can: model.can,
    takesTurns: true,
    generate: (request, signal, turn) => generate(model, request, signal, turn),
    embed: (request, signal) => embed(model, request, signal),
    rerank: (query, texts, signal) => rerank(model, query, texts, signal),
    countTokens: (prompt, signal) => countTokens(model, prompt, signal),
  };
}
