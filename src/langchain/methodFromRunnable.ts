import type { RunnableInterface } from '@langchain/core/runnables';
import { z } from 'zod';
import { RagstoneError } from '../errors.ts';
import type { MethodDefinition } from '../ports/method.ts';
import type { Asked } from '../ports/question.ts';
import type { Roles } from '../ports/roles.ts';
import { abortable } from './abortable.ts';
import { answerText } from './answerText.ts';
import { langChainFault } from './langChainFault.ts';

const settings = z.strictObject({});

export interface RunnableMethodOptions<Input, Output> {
  /** The method's name in reports. */
  readonly name: string;
  /** One line for lists. Default: `a LangChain runnable`. */
  readonly summary?: string;
  /** What the runnable is given. Default: the question's text, which must then be its input. */
  readonly input?: (asked: Asked) => Input;
  /**
   * The answer's text in what it gives back. Default: the text itself, a message's text, or what stands under
   * `answer`, `text`, `output` or `result`.
   */
  readonly output?: (given: Output) => string;
}

/**
 * Any runnable of LangChain (a chain, an agent, a graph) as a method, marked `opaque`: it uses none of the tools, so
 * end-to-end time is all that is measured, and it is refused under budgets. What it throws counts as a failure of the
 * infrastructure, for nobody can tell whose it was.
 */
export function methodFromRunnable<Input = string, Output = unknown>(
  runnable: RunnableInterface<Input, Output>,
  {
    name,
    summary = 'a LangChain runnable',
    input,
    output = answerText,
  }: RunnableMethodOptions<Input, Output>,
): MethodDefinition<Record<string, never>, Roles> {
  return {
    name,
    summary,
    roles: {},
    retrieves: false,
    opaque: true,
    settings,
    fidelity: () => 'ours',
    fits: () => ({ fits: 'full' }),
    async answer(asked, { signal }) {
      const given = input === undefined ? (asked.text as Input) : input(asked);
      const told = await abortable(() => runnable.invoke(given, { signal }), signal).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          throw langChainFault(`The runnable ${name}`, error);
        },
      );
      const text = output(told);
      if (typeof text === 'string') return { text, evidence: [] };
      throw new RagstoneError('usage', `The option output of ${name} must give a text.`, { input: text });
    },
  };
}
