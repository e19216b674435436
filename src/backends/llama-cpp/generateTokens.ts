import { randomInt } from 'node:crypto';
import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import { firstStop } from '../firstStop.ts';
import { openChoices } from './choices.ts';
import type { GenerateAsk, Generated, GeneratedToken } from './messages.ts';
import { lnOf, nextPosition, type Position, type Wanted } from './nextPosition.ts';
import { sampleToken } from './sampleToken.ts';
import { type WatchedToken, watchedAt, watchedTokens } from './watched.ts';

export interface GenerateWork {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  /** The prompt. */
  readonly ids: readonly Token[];
  readonly ask: GenerateAsk;
  /** Tokens that the context still holds. */
  readonly limit: number;
  readonly queuedMs: number;
}

/** Prompts are read in pieces, between which a request can be given up. */
const piece = 512;

/** Decodes token by token. The end token counts as output and shows no text. */
export async function generateTokens(work: GenerateWork, signal: AbortSignal): Promise<Generated> {
  const { model, sequence, ids, ask, queuedMs } = work;
  const began = performance.now();
  const watch = watchedTokens(model, ask.watch ?? []);
  const choices = ask.choose && openChoices(model, ask.choose);
  const pick = picker(ask);
  // Control tokens show where the method speaks in them.
  const controls =
    watch.length > 0 || (ask.prompt.kind === 'text' && ask.prompt.parts.some((part) => 'control' in part));
  const render = (tokens: readonly Token[], before: readonly Token[]): string =>
    model.detokenize(tokens, controls, before);

  const out: Token[] = [];
  const told: GeneratedToken[] = [];
  const visible = (): readonly Token[] => out.filter((id) => !model.isEogToken(id));
  let finish: Generated['finish'] = 'length';
  let text: string | undefined;
  let firstTokenMs: number | undefined;
  let unread = await withoutKnownPrefix(sequence, ids);
  const most = Math.min(ask.maxTokens, work.limit);
  for (let at = 0; at < most; at++) {
    unread = await readAllButLast(sequence, unread, signal);
    const options = choices?.after(out);
    const position = await nextPosition(sequence, unread, wantedAt(ask, watch, options));
    const id = pick(position, options, at);
    firstTokenMs ??= performance.now() - began;
    out.push(id);
    if (ask.watch !== undefined) {
      const before = [...ids, ...out.slice(0, -1)].slice(-8);
      told.push(tokenOf(position, id, at, watch, render([id], before)));
    }
    unread = [id];
    if (choices?.isDone(out) === true) {
      finish = 'choice';
      break;
    }
    if (model.isEogToken(id)) {
      finish = 'stop';
      break;
    }
    if (ask.stop.length > 0) {
      text = firstStop(render(out, ids.slice(-8)), ask.stop);
      if (text !== undefined) {
        finish = 'stop';
        break;
      }
    }
  }
  const chosen = finish === 'choice' ? choices?.chosen(out) : undefined;
  return {
    text: chosen ?? text ?? render(visible(), ids.slice(-8)),
    finish,
    promptTokens: ids.length,
    outputTokens: out.length,
    tokens: told,
    queuedMs,
    ...(firstTokenMs !== undefined && { firstTokenMs }),
  };
}

function wantedAt(
  { watch: asked, temperature }: GenerateAsk,
  watch: readonly WatchedToken[],
  options: readonly Token[] | undefined,
): Wanted | undefined {
  if (options === undefined && temperature > 0) return 'all';
  if (options === undefined && asked === undefined) return undefined;
  return [...watch.map(({ id }) => id), ...(options ?? [])];
}

/** What of the prompt the sequence has not read yet; at least the last token, whose probabilities are needed. */
async function withoutKnownPrefix(
  sequence: LlamaContextSequence,
  ids: readonly Token[],
): Promise<readonly Token[]> {
  const { firstDifferentIndex } = sequence.compareContextTokens([...ids]);
  const known = Math.min(firstDifferentIndex, ids.length - 1);
  if (sequence.nextTokenIndex > known) {
    await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
  }
  // Models with a sliding window may have had to forget more.
  return ids.slice(Math.min(known, sequence.nextTokenIndex));
}

async function readAllButLast(
  sequence: LlamaContextSequence,
  unread: readonly Token[],
  signal: AbortSignal,
): Promise<readonly Token[]> {
  let rest = unread;
  signal.throwIfAborted();
  while (rest.length > piece) {
    await sequence.evaluateWithoutGeneratingNewTokens(rest.slice(0, piece));
    signal.throwIfAborted();
    rest = rest.slice(piece);
  }
  return rest;
}

/** Each position has a random number of its own, whatever else the sequence has read before. */
function picker({ temperature, topP, seed = randomInt(2 ** 31) }: GenerateAsk) {
  return (position: Position, options: readonly Token[] | undefined, at: number): Token => {
    if (options === undefined && temperature === 0) return position.token;
    const candidates =
      options === undefined ? [...position.ln] : options.map((id) => [id, lnOf(position, id)] as const);
    const unit = keyedRandom(seed, 'llama.cpp', at).unit();
    const [id] = sampleToken(candidates, { temperature, topP }, unit) ?? [position.token];
    return id;
  };
}

function tokenOf(
  position: Position,
  id: Token,
  at: number,
  watch: readonly WatchedToken[],
  text: string,
): GeneratedToken {
  const named = watch.find((each) => each.id === id);
  return {
    id,
    text: named?.text ?? text,
    logprob: lnOf(position, id),
    ...(watch.length > 0 && (at === 0 || named !== undefined) && { watched: watchedAt(position, watch) }),
  };
}
