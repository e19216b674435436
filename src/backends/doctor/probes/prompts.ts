import { toError } from '../../../errors.ts';
import type { Prompt } from '../../../ports/prompt.ts';
import type { Finding } from '../../../ports/finding.ts';
import { faultOf } from '../../fault.ts';
import { generate } from '../../model/generate.ts';
import type { HttpModel } from '../../model/httpModel.ts';
import { promptOf } from '../asking.ts';
import { attempt } from '../attempt.ts';
import type { Found } from '../found.ts';

type Kind = Prompt['kind'];

/** What became of a prompt of each kind. */
interface Taken {
  /** Its value: the kinds that got an answer; empty where the model generates nothing. */
  readonly finding: Finding<readonly Kind[]>;
  /** The kinds that were not refused: a server that was busy or broken at that moment may take them yet. */
  readonly possible: readonly Kind[];
}

/** Which kinds of prompt get an answer: one token of each. */
export async function prompts(model: HttpModel, signal: AbortSignal): Promise<Taken> {
  const taken: Kind[] = [];
  const refused: Kind[] = [];
  const finding = await attempt('prompts', async (): Promise<Found<readonly Kind[]>> => {
    const faults: string[] = [];
    for (const kind of model.can.prompts) {
      try {
        await generate(model, { prompt: promptOf(kind, 'One, two,'), maxTokens: 1 }, signal);
        taken.push(kind);
      } catch (error) {
        faults.push(toError(error).message);
        if (faultOf(error)?.fault === 'refused') refused.push(kind);
      }
    }
    const because = faults.join(' ');
    if (taken.length > 0) {
      const detail = [taken.join(' and '), because].filter((part) => part !== '').join('; ');
      return { status: because === '' ? 'ok' : 'warn', value: taken, detail };
    }
    return refused.length === faults.length
      ? { status: 'no', value: [], detail: `it generates nothing. ${because}`.trim() }
      : { status: 'unknown', value: null, detail: because };
  });
  return { finding, possible: model.can.prompts.filter((kind) => !refused.includes(kind)) };
}
