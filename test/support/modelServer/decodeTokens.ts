import { firstStop } from '../../../src/backends/firstStop.ts';
import { sampleToken } from '../../../src/backends/llama-cpp/sampleToken.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import type { Candidate, GenerateAsked, Generated, GeneratedToken, ServedModel } from './servedModel.ts';

type Decoding = Pick<ServedModel, 'encode' | 'decode' | 'distribution' | 'end'>;

/** So improbable are tokens that a toy does not list. */
const hardly = 1e-9;

/** Generates token by token, as servers do. */
export async function decodeTokens(
  model: Decoding,
  ids: readonly number[],
  asked: GenerateAsked,
): Promise<Generated> {
  const { maxTokens, show = false, restrictTo, choose, stop = [] } = asked;
  const choices = choose?.map((text) => written(model, text));
  const tokens: GeneratedToken[] = [];
  const pieces: string[] = [];
  const told = (): string => pieces.join('');
  const outIds = (): readonly number[] => tokens.map(({ id }) => id);
  while (tokens.length < maxTokens) {
    const distribution = await model.distribution([...ids, ...outIds()]);
    const open = choices && continuing(choices, outIds(), model.end);
    const next = pick(within(distribution, open ?? restrictTo), asked, tokens.length);
    if (next.id === model.end && restrictTo === undefined) return { tokens, pieces, finish: 'stop' };
    tokens.push({ ...next, distribution });
    const text = model.decode(outIds(), show);
    const before = firstStop(text, stop);
    if (before !== undefined) {
      // What a stop string begins with may have been told already.
      const kept = before.startsWith(told()) ? [...pieces, before.slice(told().length)] : [before];
      return {
        tokens,
        pieces: kept,
        finish: 'stop',
        stopped: stop.find((each) => text.startsWith(each, before.length)) ?? '',
      };
    }
    const last = tokens.length === maxTokens;
    // A character may be spread over tokens: half of one is told at the end only.
    pieces.push((last ? text : text.replace(/\uFFFD+$/, '')).slice(told().length));
    if (choices !== undefined && continuing(choices, outIds(), model.end).length === 0) {
      return { tokens, pieces, finish: 'stop' };
    }
  }
  return { tokens, pieces, finish: 'length' };
}

/** A choice that is one control token is meant as such. */
function written(model: Decoding, text: string): readonly number[] {
  const parsed = model.encode(text, { bos: false, controls: true });
  return parsed.length === 1 ? parsed : model.encode(text, { bos: false, controls: false });
}

/** What may follow; where one choice begins another, the model may also end. */
function continuing(
  choices: readonly (readonly number[])[],
  taken: readonly number[],
  end: number,
): readonly number[] {
  const open = choices.filter((choice) => taken.every((id, n) => choice[n] === id));
  const next = open.flatMap((choice) => choice[taken.length] ?? []);
  const whole = open.some(({ length }) => length === taken.length);
  return whole && next.length > 0 ? [...next, end] : next;
}

function within(
  distribution: readonly Candidate[],
  allowed: readonly number[] | undefined,
): readonly Candidate[] {
  if (allowed === undefined) return distribution;
  const listed = distribution.filter(({ id }) => allowed.includes(id));
  return listed.length > 0 ? listed : allowed.map((id) => ({ id, p: hardly }));
}

function pick(candidates: readonly Candidate[], asked: GenerateAsked, at: number): Candidate {
  const { temperature = 0, topP = 1, seed = 0 } = asked;
  const unit = keyedRandom(seed, 'served', at).unit();
  const ln = candidates.map(({ id, p }) => [id, Math.log(p)] as const);
  const [id] = sampleToken(ln, { temperature, topP }, unit) ?? [];
  const next = candidates.find((each) => each.id === id);
  if (next === undefined) throw new Error('There is no token to take.');
  return next;
}

/** The probability of a token after `ids`. */
export async function probabilityOf(
  model: Pick<ServedModel, 'distribution'>,
  ids: readonly number[],
  id: number,
): Promise<number> {
  return pIn(await model.distribution(ids), id);
}

export function pIn(distribution: readonly Candidate[], id: number): number {
  return distribution.find((each) => each.id === id)?.p ?? hardly;
}
