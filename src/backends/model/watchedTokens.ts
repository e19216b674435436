import type { GenerateRequest, Token, Watched } from '../../ports/backend.ts';
import type { Ask, SentPrompt } from '../dialects/ask.ts';
import type { GenerateDialect } from '../dialects/dialect.ts';
import type { ReadToken } from '../dialects/piece.ts';
import type { LogprobsOffered } from '../family.ts';
import { type AskAt, furtherLooks, toldBy } from '../probabilities/looks.ts';
import { find, probabilitiesOf, type Wanted } from '../probabilities/probabilitiesOf.ts';
import type { HttpModel } from './httpModel.ts';
import { unsupported } from './unsupported.ts';

/** Watched tokens with their ids, where the server has a tokenizer, and the floor. @throws RagstoneError `unsupported` */
export async function wantedTokens(
  model: HttpModel,
  request: GenerateRequest,
  signal: AbortSignal,
): Promise<readonly Wanted[]> {
  const { watch = [], watchFloor } = request;
  const floor = watchFloor !== undefined && { floor: watchFloor };
  const { logprobs } = model.family;
  if (watch.length > 0 && (request.prompt.kind === 'chat' ? logprobs.chatDepth : logprobs.depth) === 0) {
    throw unsupported(model, 'it tells no log-probabilities, so no tokens can be watched');
  }
  return Promise.all(
    watch.map(async (text): Promise<Wanted> => {
      if (model.tokenizer === undefined) return { text, ...floor };
      const id = await model.tokenizer.idOf(text, signal);
      if (id === undefined) throw unsupported(model, `"${text}" is not one token, so it cannot be watched`);
      return { text, id, ...floor };
    }),
  );
}

/** The generated tokens, each watched one and the first with the probabilities of all that are watched. */
export async function watchedTokens(
  model: HttpModel,
  dialect: GenerateDialect,
  sent: { readonly ask: Ask; readonly wanted: readonly Wanted[] },
  tokens: readonly ReadToken[],
  signal: AbortSignal,
): Promise<readonly Token[]> {
  const { ask, wanted } = sent;
  const { logprobs } = model.family;
  const offered = ask.prompt.as === 'messages' ? inChat(logprobs) : logprobs;
  const { afterSampling } = logprobs;
  const honest = !afterSampling || (ask.topP === 1 && (ask.temperature === 0 || ask.temperature === 1));
  const watchedAt = async (token: ReadToken, position: number): Promise<Watched> => {
    const told = honest ? [toldBy(token, ask.logprobs?.depth ?? 0)] : [];
    const at = askAt(model, dialect, ask, tokens.slice(0, position), signal);
    const further = at === undefined ? [] : furtherLooks(offered, model.described.vocabulary, !honest, at);
    return probabilitiesOf(wanted, [...told, ...further]);
  };
  return Promise.all(
    tokens.map(async (token, position): Promise<Token> => {
      const named = wanted.find((each) => find(each, [token]) !== undefined);
      const { alternatives: _, logprob, ...rest } = token;
      return {
        ...rest,
        ...(named !== undefined && { text: named.text }),
        ...(honest && logprob !== undefined && { logprob }),
        ...(wanted.length > 0 &&
          (position === 0 || named !== undefined) && { watched: await watchedAt(token, position) }),
      };
    }),
  );
}

/** What chat routes offer of a family's ways to look. None scores a prompt: a token cannot be put at its end. */
function inChat(logprobs: LogprobsOffered): LogprobsOffered {
  const { chatDepth, chatRestricts = false } = logprobs;
  return { ...logprobs, depth: chatDepth, chosenIds: false, restricts: chatRestricts, prompt: false };
}

/**
 * One-token requests at the position behind the given tokens; `undefined` where it cannot be named exactly: in a chat
 * every position but the first, since what was answered cannot be put behind the template.
 */
function askAt(
  { client }: HttpModel,
  dialect: GenerateDialect,
  ask: Ask,
  before: readonly ReadToken[],
  signal: AbortSignal,
): AskAt | undefined {
  const prompt = behind(ask.prompt, before);
  if (prompt === undefined) return undefined;
  return async (change, suffix) => {
    const longer = suffix === undefined ? prompt : behind(prompt, [suffix]);
    const { choose: _, seed: __, logprobs: ___, ...rest } = ask;
    const asked: Ask = {
      ...rest,
      stop: [],
      maxTokens: 1,
      temperature: 0,
      topP: 1,
      prompt: longer ?? prompt,
      ...change,
    };
    const { json, headers } = await client.post(dialect.path, dialect.body(asked), signal);
    return dialect.read(json, headers);
  };
}

function behind(
  prompt: SentPrompt,
  tokens: readonly { readonly id?: number; readonly text: string }[],
): SentPrompt | undefined {
  if (prompt.as === 'messages') return tokens.length === 0 ? prompt : undefined;
  if (prompt.as === 'text') {
    return { as: 'text', text: prompt.text + tokens.map(({ text }) => text).join('') };
  }
  const ids = tokens.flatMap(({ id }) => id ?? []);
  return ids.length === tokens.length ? { as: 'ids', ids: [...prompt.ids, ...ids] } : undefined;
}
