import { toError } from '../../../errors.ts';
import type { Prompt } from '../../../ports/prompt.ts';
import { faultOf } from '../../fault.ts';
import { generate } from '../../model/generate.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { promptOf } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Finding } from '../finding.ts';

/** The kinds of prompt that get an answer; empty where the model generates nothing. One token of each. */
export function prompts(model: HttpModel, signal: AbortSignal): Promise<Finding<readonly Prompt['kind'][]>> {
  return attempt('prompts', async () => {
    const taken: Prompt['kind'][] = [];
    const faults: Error[] = [];
    for (const kind of model.can.prompts) {
      try {
        await generate(model, { prompt: promptOf(kind, 'One, two,'), maxTokens: 1 }, signal);
        taken.push(kind);
      } catch (error) {
        faults.push(toError(error));
      }
    }
    const because = faults.map(({ message }) => message).join(' ');
    if (taken.length > 0) {
      const detail = [taken.join(' and '), because].filter((part) => part !== '').join('; ');
      return { status: because === '' ? 'ok' : 'warn', value: taken, detail };
    }
    const refused = faults.every((fault) => faultOf(fault)?.fault === 'refused');
    return refused
      ? { status: 'no', value: [], detail: `it generates nothing. ${because}`.trim() }
      : { status: 'unknown', value: null, detail: because };
  });
}
