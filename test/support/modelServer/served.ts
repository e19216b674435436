import type { Candidate, GenerateAsked, Generated, GeneratedToken, ServedModel } from './servedModel.ts';
import type { ToyModel } from './toyModel.ts';

/** What a test's server serves, and how it was started. */
export interface Served {
  readonly model: ServedModel;
  /** The model's name. */
  readonly name: string;
  /** Its context length in tokens. */
  readonly context: number;
  readonly adapters: readonly string[];
  /** An older release that ignores what it does not know. */
  readonly old?: boolean;
  /** vLLM with `--logprobs-mode processed_logprobs`. */
  readonly processed?: boolean;
  /** llama-server without `--special`. */
  readonly hidesControls?: boolean;
}

export interface ServedToy extends Served {
  readonly model: ToyModel;
}

/** The toy's usual name. */
export const toyName = 'toy';

export type Body = Readonly<Record<string, unknown>>;

export function lnOf(p: number): number {
  return Math.log(p);
}

/** The k most probable tokens and, as servers do it, the sampled one. */
export function top(generated: GeneratedToken, k: number): readonly Candidate[] {
  const all = k < 0 ? generated.distribution : generated.distribution.slice(0, k);
  return all.some(({ id }) => id === generated.id) ? all : [...all, { id: generated.id, p: generated.p }];
}

export function idsOf({ tokens }: Generated): readonly number[] {
  return tokens.map(({ id }) => id);
}

export function textOf({ pieces }: Generated): string {
  return pieces.join('');
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** The tokens of a conversation in the model's template, the sequence's first token once. */
export function chatIds(model: ServedModel, body: Body): readonly number[] {
  const ids = model.encode(templated(model, body), { bos: true, controls: true });
  return ids[0] === ids[1] ? ids.slice(1) : ids;
}

export function templated(model: ServedModel, body: Body): string {
  return model.template(body['messages'] as readonly { readonly role: string; readonly content: string }[]);
}

/** What is sampled and where it ends, under the names that most servers have for it. */
export function sampling(body: Body): Pick<GenerateAsked, 'temperature' | 'topP' | 'seed' | 'stop'> {
  const number = (name: string) => (typeof body[name] === 'number' ? body[name] : undefined);
  const [temperature, topP, seed] = [number('temperature'), number('top_p'), number('seed')];
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(seed !== undefined && { seed }),
    ...('stop' in body && { stop: texts(body['stop']) }),
  };
}

/** The choices of a regular expression that allows nothing else. */
export function choicesOf(regex: unknown): readonly string[] | undefined {
  if (typeof regex !== 'string') return undefined;
  return regex.split(/(?<!\\)\|/).map((each) => each.replaceAll(/\\(.)/g, '$1'));
}

/** The model with the adapter of that name, where it is loaded. */
export function withAdapter({ model, adapters }: Served, name: unknown): ServedModel {
  return typeof name === 'string' && adapters.includes(name) ? (model.adapted?.(name) ?? model) : model;
}

export async function vectorOf(
  model: ServedModel,
  text: string,
  normalise: boolean,
  pooling: 'mean' | 'last' = 'last',
): Promise<readonly number[]> {
  const raw = await model.embed(text, pooling);
  const length = normalise ? Math.hypot(...raw) : 1;
  return raw.map((value) => value / length);
}

/** `POST /v1/embeddings`, the vectors in the form that was asked for. */
export async function embeddings(model: ServedModel, body: Body, normalise: boolean): Promise<object> {
  const vectors = await Promise.all(texts(body['input']).map((text) => vectorOf(model, text, normalise)));
  const written = (vector: readonly number[]) =>
    body['encoding_format'] === 'base64'
      ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
      : vector;
  return { data: vectors.map((vector, index) => ({ index, embedding: written(vector) })) };
}

/** Tokens of the longest text that is to be embedded. */
export function longestInput(model: ServedModel, body: Body): number {
  const lengths = texts(body['input']).map(
    (text) => model.encode(text, { bos: true, controls: true }).length,
  );
  return Math.max(0, ...lengths);
}

/** Texts that share more words with the query score higher. */
export function relevance(query: string, text: string): number {
  const words = new Set(query.split(' '));
  return text.split(' ').filter((word) => words.has(word)).length;
}
