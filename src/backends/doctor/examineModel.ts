import type { Capabilities } from '../../ports/backend.ts';
import type { Finding } from '../../ports/finding.ts';
import type { RoleKind } from '../../ports/roles.ts';
import { known } from '../known.ts';
import type { HttpModel } from '../model/httpModel.ts';
import type { Patient } from './openLoaded.ts';
import { adapter } from './probes/adapter.ts';
import { contextLength } from './probes/contextLength.ts';
import { controlToken } from './probes/controlToken.ts';
import { determinism } from './probes/determinism.ts';
import { embedding } from './probes/embedding.ts';
import { embeddingAdapter } from './probes/embeddingAdapter.ts';
import { firstToken } from './probes/firstToken.ts';
import { logprobScale } from './probes/logprobScale.ts';
import { logprobs } from './probes/logprobs.ts';
import { promptLogprobs } from './probes/promptLogprobs.ts';
import { prompts } from './probes/prompts.ts';
import { reranking } from './probes/reranking.ts';
import { seed } from './probes/seed.ts';
import { streaming } from './probes/streaming.ts';
import { throughput } from './probes/throughput.ts';
import { embeddingTruncation, truncation } from './probes/truncation.ts';
import type { Subject } from './subject.ts';

/** How far a model is examined. */
export interface Examination {
  /**
   * `full`: everything, by some 80 short requests where it generates. `short`: what methods depend on and what makes a
   * record false, by about ten; neither determinism nor speed.
   */
  readonly depth: 'short' | 'full';
  /** What it is wanted for. Default: whatever it does. */
  readonly tasks?: ReadonlySet<RoleKind>;
  /** Its control tokens, to see whether they are written out. */
  readonly controls: readonly string[];
}

/** What the probes found, and what the model can do in their light. */
export interface Probed {
  readonly findings: readonly Finding[];
  readonly can: Capabilities;
}

/** Probes one model, one probe after the other. What it does not do at all is not probed further. */
export async function examineModel(
  { model, base }: Patient,
  examination: Examination,
  signal: AbortSignal,
): Promise<Probed> {
  const { tasks } = examination;
  const wanted = model.can.does.filter((task) => tasks?.has(task) ?? true);
  const parts = [
    { findings: [await contextLength(model)], can: {} },
    ...(wanted.includes('generate') ? [await examineGeneration(model, base, examination, signal)] : []),
    ...(wanted.includes('embed') ? [await examineEmbedding(model, base, signal)] : []),
  ];
  const reranks = wanted.includes('rerank') ? [await reranking(model, signal)] : [];
  const findings = [...parts.flatMap((part) => part.findings), ...reranks];
  const lacking = findings.flatMap(({ name, status }) => (status === 'no' ? name : []));
  const does = model.can.does.filter((task) => !lacking.includes(proof[task]));
  return { findings, can: Object.assign({}, model.can, { does }, ...parts.map(({ can }) => can)) };
}

/** The probe that says whether a model does something at all. */
const proof = { generate: 'prompts', embed: 'embeddings', rerank: 'reranking' } as const;

interface Part {
  readonly findings: readonly Finding[];
  readonly can: Partial<Capabilities>;
}

async function examineGeneration(
  model: HttpModel,
  base: HttpModel | undefined,
  { depth, controls }: Examination,
  signal: AbortSignal,
): Promise<Part> {
  const { finding: taken, possible } = await prompts(model, signal);
  const kinds = taken.value ?? [];
  const [first] = kinds;
  if (first === undefined) return { findings: [taken], can: {} };
  const subject: Subject = { model, kind: kinds.includes('text') ? 'text' : first };
  const full = depth === 'full';
  const watch = await logprobs(subject, signal);
  const told = watch.value !== null && watch.value !== 'none';
  const tokens = [];
  for (const control of controls) tokens.push(await controlToken(subject, control, signal));
  const findings: Finding[] = [
    taken,
    watch,
    ...(told ? [await logprobScale(subject, signal)] : []),
    ...tokens,
    ...(full ? [await promptLogprobs(subject, signal)] : []),
  ];
  const seeded = await seed(subject, signal);
  findings.push(
    seeded,
    ...(full ? [await determinism(subject, 'alone', signal)] : []),
    ...(full ? [await determinism(subject, 'together', signal)] : []),
    await truncation(subject, signal),
    ...(full ? [await firstToken(subject, signal)] : []),
    ...(base === undefined ? [] : [await adapter(subject, { model: base, kind: subject.kind }, signal)]),
    ...(full ? [await streaming(subject, signal), await throughput(subject, signal)] : []),
  );
  const shown = tokens.flatMap(({ value }) => value ?? []);
  return {
    findings,
    can: {
      prompts: possible,
      ...(watch.value !== null && { watch: known(watch.value) }),
      ...(shown.length > 0 && { controlTokens: known(shown.every(Boolean)) }),
      ...(seeded.value !== null && { seed: known(seeded.value) }),
    },
  };
}

async function examineEmbedding(
  model: HttpModel,
  base: HttpModel | undefined,
  signal: AbortSignal,
): Promise<Part> {
  const vectors = await embedding(model, signal);
  if (vectors.status === 'no') return { findings: [vectors], can: {} };
  const findings = [
    vectors,
    await embeddingTruncation(model, signal),
    ...(base === undefined ? [] : [await embeddingAdapter(model, base, signal)]),
  ];
  return { findings, can: {} };
}
