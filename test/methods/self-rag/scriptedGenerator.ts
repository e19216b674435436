import { selfRag } from '../../../src/methods/self-rag.ts';
import type { Answer } from '../../../src/ports/answer.ts';
import type { Backend, GenerateRequest, Token, Watched } from '../../../src/ports/backend.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import type { Asked } from '../../../src/ports/question.ts';
import type { Step } from '../../../src/ports/step.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { recordTools } from '../../../src/runs/instrument/recordTools.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

/** A generated token: its text, its probability (default 1), and the probabilities of watched tokens there. */
export type Said =
  | string
  | { readonly text: string; readonly p?: number; readonly told?: Readonly<Record<string, number>> };

type Say = (prompt: string, request: GenerateRequest) => readonly Said[];

/** A model that writes what a test says after each prompt (control parts in ⟨angle brackets⟩) and keeps the requests. */
export function scriptedGenerator(say: Say, scale: Watched['scale'] = 'absolute') {
  const backend = scriptedBackend({});
  const generate: Backend['generate'] = async (request, signal) => {
    const { usage, ...rest } = await backend.generate(request, signal);
    const said = say(promptText(request.prompt), request).slice(0, request.maxTokens);
    const tokens = said.map((each) => tokenOf(each, request.watch ?? [], scale));
    return {
      ...rest,
      text: tokens.map(({ text }) => text).join(''),
      ...(request.watch !== undefined && { tokens }),
      usage: { ...usage, outputTokens: tokens.length },
    };
  };
  return { ...backend, generate };
}

function tokenOf(said: Said, watch: readonly string[], scale: Watched['scale']): Token {
  if (typeof said === 'string') return { text: said, logprob: 0 };
  const { text, p = 1, told } = said;
  if (told === undefined) return { text, logprob: Math.log(p) };
  const ln = Object.fromEntries(
    Object.entries(told).flatMap(([token, value]) =>
      watch.includes(token) ? [[token, Math.log(value)]] : [],
    ),
  );
  return { text, logprob: Math.log(p), watched: { ln, scale } };
}

/** The decision at the bare prompt. */
export function deciding(yes: number, no: number, goOn = 0.001): Said {
  const text = yes > no ? '[Retrieval]' : '[No Retrieval]';
  return { text, told: { '[Retrieval]': yes, '[No Retrieval]': no, '[Continue to Use Evidence]': goOn } };
}

export interface Asking {
  readonly say?: Say;
  readonly generator?: ReturnType<typeof scriptedGenerator>;
  readonly asked?: Asked;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly passages?: readonly Passage[];
  readonly budget?: Budget;
}

export interface Outcome {
  readonly answer: Answer;
  readonly requests: readonly GenerateRequest[];
  readonly prompts: readonly string[];
  readonly queries: readonly string[];
  readonly decisions: readonly Extract<Step, { kind: 'decide' }>[];
  readonly spent: { readonly calls: number; readonly promptTokens: number; readonly outputTokens: number };
}

/** Asks Self-RAG a question as the runner does, over the tools that runs use. */
export async function askSelfRag(options: Asking): Promise<Outcome> {
  const generator = options.generator ?? scriptedGenerator(options.say ?? (() => []));
  const retriever = listRetriever(options.passages ?? passagesNamed('a', 'b'));
  const { tools, steps, spending } = recordTools<(typeof selfRag)['roles']>({
    retriever,
    backends: { generator },
    budget: options.budget ?? {},
    random: keyedRandom(1, 'self-rag'),
    signal: new AbortController().signal,
    keep: (text) => text,
  });
  const asked = options.asked ?? { text: 'Who wrote it?', task: 'open' };
  const answer = await selfRag.answer(asked, tools, selfRag.settings.parse(options.settings ?? {}));
  return {
    answer,
    requests: generator.asked,
    prompts: generator.asked.map(({ prompt }) => promptText(prompt)),
    queries: retriever.queries,
    decisions: decisionsIn(steps.steps),
    spent: spending.spent(),
  };
}

function decisionsIn(steps: readonly Step[]): readonly Extract<Step, { kind: 'decide' }>[] {
  return steps.flatMap((step) =>
    step.kind === 'within' ? decisionsIn(step.steps) : step.kind === 'decide' ? [step] : [],
  );
}
