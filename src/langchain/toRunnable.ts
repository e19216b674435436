import { type Runnable, RunnableLambda } from '@langchain/core/runnables';
import { RagstoneError } from '../errors.ts';
import { sha256 } from '../io/sha256.ts';
import type { Answer } from '../ports/answer.ts';
import type { Backend, Capabilities } from '../ports/backend.ts';
import type { MethodDefinition } from '../ports/method.ts';
import type { Asked } from '../ports/question.ts';
import type { Retriever } from '../ports/retriever.ts';
import type { Roles } from '../ports/roles.ts';
import { recordTools } from '../runs/instrument/recordTools.ts';
import { checkSettings } from '../runs/plan/checkSettings.ts';
import { keyedRandom } from '../statistics/keyedRandom.ts';

export interface RunnableOptions {
  /** What a method that retrieves searches. */
  readonly retriever?: Retriever;
  /** Who plays each of the method's roles. */
  readonly backends?: Readonly<Record<string, Backend>>;
  /** Default: the method's own defaults. */
  readonly settings?: unknown;
  /** For methods that draw random numbers. Default: 42. */
  readonly seed?: number;
}

/**
 * Any method as a runnable of LangChain: a question in (its text, or what a method sees of one), the answer with its
 * evidence out. `invoke`'s signal stops it.
 * @throws RagstoneError `usage` without the retriever or a backend that the method needs, or for wrong settings;
 * `unsupported` when the method cannot work with the backends
 */
export function toRunnable<S, R extends Roles>(
  method: MethodDefinition<S, R>,
  { retriever, backends = {}, settings = {}, seed = 42 }: RunnableOptions = {},
): Runnable<string | Asked, Answer> {
  const checked = checkSettings(`The settings of ${method.name}`, () => method.settings.parse(settings));
  if (method.retrieves && retriever === undefined) {
    throw new RagstoneError('usage', `${method.name} retrieves: give it a retriever.`);
  }
  const missing = Object.keys(method.roles).find((role) => backends[role] === undefined);
  if (missing !== undefined) {
    throw new RagstoneError('usage', `${method.name} needs a backend for its role "${missing}".`, {
      input: Object.keys(backends),
    });
  }
  const can = Object.fromEntries(Object.entries(backends).map(([role, backend]) => [role, backend.can]));
  const fit = method.fits(checked, can as { readonly [Name in keyof R]: Capabilities });
  if (fit.fits === 'refused') {
    throw new RagstoneError('unsupported', `${method.name} cannot run: ${fit.because}.`);
  }
  const answer = async (input: string | Asked, config?: { readonly signal?: AbortSignal }) => {
    const asked: Asked = typeof input === 'string' ? { text: input, task: 'open' } : input;
    const { tools } = recordTools<R>({
      retriever,
      backends,
      budget: {},
      random: keyedRandom(seed, method.name, asked.text),
      signal: config?.signal ?? new AbortController().signal,
      keep: sha256,
    });
    return method.answer(asked, tools, checked);
  };
  return RunnableLambda.from<string | Asked, Answer>(answer).withConfig({ runName: method.name });
}
