import { RagstoneError } from '../errors.ts';
import type { Backend, GenerateRequest, Generation, Served, Token } from '../ports/backend.ts';
import type { Prompt } from '../ports/prompt.ts';
import { keyedRandom } from '../statistics/keyedRandom.ts';

/** How a model that stands in for a real one talks. */
export type Talk = 'words' | 'nothing' | 'noise' | 'controls';

/**
 * A model for testing methods: it can do everything, counts a word as a token, and says something that depends on the
 * prompt alone, so that the same question has the same answer. `controls` writes the tokens that it is asked to watch.
 */
export function talkingBackend(talk: Talk): Backend {
  const served: Served = { by: 'model', queuedMs: 0, ms: 1, retries: [] };
  return {
    identity: {
      server: 'ragstone/vitest',
      model: talk,
      digest: { known: false },
      trainedOn: { known: false },
    },
    can: {
      does: ['generate', 'embed', 'rerank'],
      prompts: ['text', 'chat'],
      watch: { known: true, value: 'exact' },
      controlTokens: { known: true, value: true },
      seed: { known: true, value: true },
      countTokens: true,
      stream: false,
      contextTokens: { known: true, value: 4096 },
    },
    async generate(request, signal) {
      signal.throwIfAborted();
      return said(talk, request, served);
    },
    async embed({ texts }, signal) {
      signal.throwIfAborted();
      return { vectors: texts.map((text) => Float32Array.of(text.length, 1)), served };
    },
    async rerank(query, texts, signal) {
      signal.throwIfAborted();
      return { scores: texts.map((text) => keyedRandom(1, query, text).unit()), served };
    },
    async countTokens(prompt) {
      return wordsOf(promptWords(prompt)).length;
    },
  };
}

function said(talk: Talk, request: GenerateRequest, served: Served): Generation {
  const prompt = promptWords(request.prompt);
  const random = keyedRandom(1, talk, prompt);
  const { watch = [], choose } = request;
  const pieces = choose ?? piecesOf(talk, prompt, watch);
  const length = choose === undefined ? Math.min(request.maxTokens, 1 + random.below(8)) : 1;
  const texts =
    talk === 'nothing' && choose === undefined ? [] : draw(pieces, length, () => random.below(pieces.length));
  // A model that says nothing still writes the token that ends it.
  const tokens = (texts.length === 0 ? [''] : texts).map((text, at): Token => {
    const told = watch.length > 0 && (at === 0 || watch.includes(text));
    const watched = told ? watchedOf(watch, random.unit()) : undefined;
    const logprob = watched?.ln[text] ?? Math.log(0.5);
    return { text, logprob, ...(watched !== undefined && { watched }) };
  });
  return {
    text: texts.join(choose === undefined ? ' ' : ''),
    ...(watch.length > 0 && { tokens }),
    finish: choose !== undefined ? 'choice' : texts.length >= request.maxTokens ? 'length' : 'stop',
    usage: { promptTokens: wordsOf(prompt).length, outputTokens: texts.length, promptChecked: true },
    served,
  };
}

function piecesOf(talk: Talk, prompt: string, watch: readonly string[]): readonly string[] {
  const words = wordsOf(prompt);
  const some = words.length === 0 ? ['word'] : words.slice(-40);
  switch (talk) {
    case 'controls':
      return watch.length === 0 ? some : watch;
    case 'noise':
      return ['\u0000', '\ud83d', '<think>', '</s>', '{"', '\n', '[9] >', '</think>', 'NaN', '‮'];
    case 'words':
    case 'nothing':
      return some;
  }
}

/** Every watched token gets a share; together they have nearly all of the probability. */
function watchedOf(watch: readonly string[], skew: number): NonNullable<Token['watched']> {
  const weights = watch.map((_, at) => 1 + at * skew);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const ln = Object.fromEntries(
    watch.map((token, at) => [token, Math.log((0.99 * (weights[at] ?? 1)) / sum)]),
  );
  return { ln, scale: 'absolute', mass: 0.99 };
}

function draw<T>(from: readonly T[], n: number, next: () => number): readonly T[] {
  return Array.from({ length: n }, () => {
    const drawn = from[next()];
    if (drawn === undefined) throw new RagstoneError('internal', 'There is nothing to draw from.');
    return drawn;
  });
}

function promptWords(prompt: Prompt): string {
  const parts = prompt.kind === 'text' ? prompt.parts : prompt.turns.flatMap((turn) => turn.parts);
  return parts.map((part) => ('text' in part ? part.text : part.control)).join(' ');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
