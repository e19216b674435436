import { RagstoneError } from '../../errors.ts';
import type { Backend, Served } from '../../ports/backend.ts';
import type { Budget } from '../../ports/budget.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Random } from '../../ports/random.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { Roles } from '../../ports/roles.ts';
import type { PassageRef } from '../../ports/step.ts';
import type { Tools } from '../../ports/tools.ts';
import { rerankPassages, usualView } from '../../retrieval/rerank/rerankPassages.ts';
import { fitPassages } from './fitPassages.ts';
import { type CallSpan, idleTime } from './idleTime.ts';
import { lists, type Lists } from './lists.ts';
import { promptText } from './promptText.ts';
import { spending, type Spending } from './spending.ts';
import { stepLog, type StepLog } from './stepLog.ts';

/** What the tools of one record are bound to. */
export interface RecordContext {
  /** `undefined` for a method that does not retrieve. */
  readonly retriever: Retriever | undefined;
  readonly backends: Readonly<Record<string, Backend>>;
  readonly budget: Budget;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Applied to every query, in an environment that rewords queries. */
  readonly rewordQuery?: (query: string) => string;
  /** Keeps a text and gives its hash. */
  readonly keep: (text: string) => string;
}

/** The tools and what they saw. */
export interface RecordTools<R extends Roles> {
  readonly tools: Tools<R>;
  readonly steps: StepLog;
  readonly lists: Lists;
  readonly spending: Spending;
  /** Milliseconds in which it only waited, for slots or between retries. */
  waited(): number;
  /** False as soon as an answer came from a log, cache or cassette: then there is no latency to report. */
  live(): boolean;
}

/** Tools bound to one record: each call is timed, counted against the budget and logged. */
export function recordTools<R extends Roles>(context: RecordContext): RecordTools<R> {
  const steps = stepLog();
  const seen = lists();
  const spent = spending(context.budget);
  const calls: CallSpan[] = [];
  let live = true;
  const serve = (at: number, ms: number, ...all: readonly Served[]): void => {
    for (const served of all) {
      if (served.by !== 'model') live = false;
      else calls.push({ at, ms, waitedMs: waitOf(served) });
    }
  };

  const bind = (log: StepLog): Tools<R> => {
    const timed = async <T>(work: () => Promise<T>): Promise<{ value: T; at: number; ms: number }> => {
      context.signal.throwIfAborted();
      const at = log.now();
      const value = await work();
      return { value, at, ms: Math.max(0, log.now() - at) };
    };
    const tools: Tools<R> = {
      signal: context.signal,
      random: context.random,
      left: () => spent.left(),
      async retrieve(query, k, options = {}) {
        const retriever = context.retriever;
        if (retriever === undefined)
          throw new RagstoneError('internal', 'A method that declares retrieves: false asked for passages.');
        const asked = context.rewordQuery?.(query) ?? query;
        const without = options.without ?? new Set<string>();
        const by: Served[] = [];
        const { value, at, ms } = await timed(() =>
          retriever.search(asked, k + without.size, context.signal, (served) => by.push(served)),
        );
        serve(at, ms, ...by);
        const found = value.filter((ranked) => !without.has(ranked.passage.id)).slice(0, k);
        spent.countSearch();
        seen.searched(found);
        log.add({ kind: 'retrieve', at, ms, query: asked, k, found: refer(found, context.keep) });
        return found;
      },
      async generate(role, request) {
        const backend = backendOf(context, role);
        const counted =
          context.budget.contextTokens === undefined
            ? 0
            : await backend.countTokens(request.prompt, context.signal);
        const reservation = spent.reserve(counted, request.maxTokens);
        try {
          const granted = { ...request, maxTokens: reservation.maxTokens };
          const { value, at, ms } = await timed(() => backend.generate(granted, context.signal));
          reservation.settle(value.usage);
          serve(at, ms, value.served);
          const { text, finish, usage, served, reasoning } = value;
          const prompt = context.keep(promptText(request.prompt));
          log.add({
            kind: 'generate',
            at,
            ms,
            role,
            prompt,
            text,
            finish,
            usage,
            served,
            ...(reasoning !== undefined && { reasoning }),
          });
          return value;
        } catch (error) {
          reservation.release();
          throw error;
        }
      },
      async embed(role, request) {
        const { value, at, ms } = await timed(() => backendOf(context, role).embed(request, context.signal));
        serve(at, ms, value.served);
        log.add({ kind: 'embed', at, ms, role, texts: request.texts.length, served: value.served });
        return value.vectors;
      },
      async rerank(role, query, passages) {
        const { value, at, ms } = await timed(() =>
          rerankPassages(backendOf(context, role), query, passages, usualView, context.signal),
        );
        serve(at, ms, value.served);
        log.add({ kind: 'rerank', at, ms, role, texts: passages.length, served: value.served });
        return value.ranked;
      },
      async fit(role, passages, build, maxTokens, later) {
        const backend = backendOf(context, role);
        const { value, at, ms } = await timed(() =>
          fitPassages({
            backend,
            passages,
            build,
            maxTokens,
            later,
            left: spent.left(),
            signal: context.signal,
          }),
        );
        seen.showed(value.shown);
        log.add({ kind: 'fit', at, ms, role, offered: passages.length, shown: value.shown.length });
        return value;
      },
      keep: (passages) => seen.kept(passages),
      async within(stage, label, work) {
        if (stage === 'turn') seen.turned();
        const nested = log.nest(stage, label);
        try {
          return await work(bind(nested.log));
        } finally {
          nested.close();
        }
      },
      decide(what, chosen, because) {
        log.add({ kind: 'decide', at: log.now(), ms: 0, what, chosen, because });
      },
    };
    return tools;
  };
  return {
    tools: bind(steps),
    steps,
    lists: seen,
    spending: spent,
    waited: () => idleTime(calls),
    live: () => live,
  };
}

/** Passages as they stand in records: the text by its hash. */
export function refer(passages: readonly Ranked[], keep: (text: string) => string): readonly PassageRef[] {
  return passages.map(({ passage, score }) => ({
    id: passage.id,
    title: passage.title,
    score,
    text: keep(passage.text),
  }));
}

function waitOf({ queuedMs, retries }: Extract<Served, { readonly by: 'model' }>): number {
  return queuedMs + retries.reduce((sum, retry) => sum + retry.waitedMs, 0);
}

function backendOf(context: RecordContext, role: string): Backend {
  const backend = context.backends[role];
  if (backend === undefined) throw new RagstoneError('internal', `No model plays the role ${role}.`);
  return backend;
}
