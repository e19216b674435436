import { RagstoneError } from '../../errors.ts';
import { canonicalJson } from '../../io/canonicalJson.ts';
import { nearestName } from '../../io/nearestName.ts';
import { sha256 } from '../../io/sha256.ts';
import { findMethod, isPreset, type AnyMethod } from '../../methods/findMethod.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Budget } from '../../ports/budget.ts';
import type { Fidelity, Fit } from '../../ports/method.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { Roles } from '../../ports/roles.ts';
import type { EnvironmentSpec, Experiment, SystemSpec } from '../experiment/experimentSchema.ts';
import { castRoles } from './castRoles.ts';
import { checkSettings } from './checkSettings.ts';
import { defaultRetriever } from './resolveRetrievers.ts';

/** What a system searches, by name. */
export type SourceChoice =
  | { readonly kind: 'retriever'; readonly id: string }
  /** One that code hands in. */
  | { readonly kind: 'given'; readonly id: string }
  | { readonly kind: 'context' | 'gold' | 'saved' }
  | { readonly kind: 'trec'; readonly file: string };

/** One configured method, checked: a row of the report. */
export interface PlannedSystem {
  readonly id: string;
  readonly method: AnyMethod;
  readonly settings: unknown;
  readonly settingsHash: string;
  readonly fidelity: Fidelity;
  readonly fit: Fit;
  readonly source: SourceChoice | undefined;
  readonly backends: Readonly<Record<string, Backend>>;
  readonly roles: Readonly<Record<string, string>>;
  readonly budget: Budget;
  /** Ids of datasets that it runs on; `undefined` = all. */
  readonly datasets: readonly string[] | undefined;
  readonly environments: readonly EnvironmentSpec[];
  /** `true` = only where gold passages are annotated, `false` = only where they are not, `undefined` = everywhere. */
  readonly whereGold: boolean | undefined;
}

/** What is there before the experiment is read. */
interface Given {
  readonly from: string;
  readonly models: Readonly<Record<string, Backend>>;
  readonly retrievers?: Readonly<Record<string, Retriever>>;
}

/**
 * The systems of an experiment with their methods loaded and their settings, sources, roles and budgets checked.
 * @throws RagstoneError `usage`, `unknown-name` or `unsupported`, naming the system
 */
export async function resolveSystems(
  experiment: Experiment,
  options: Given,
): Promise<readonly PlannedSystem[]> {
  const systems = await Promise.all(
    experiment.systems.map(async ({ withoutGold, ...spec }) => [
      await resolve(spec, withoutGold === undefined ? undefined : true, experiment, options),
      ...(withoutGold === undefined ? [] : [await resolve(withoutGold, false, experiment, options)]),
    ]),
  );
  const flat = systems.flat();
  const twice = flat.find((system, n) => flat.findIndex(({ id }) => id === system.id) !== n);
  if (twice !== undefined) {
    throw new RagstoneError('usage', `Two systems are called "${twice.id}": give each an id of its own.`, {
      input: twice.id,
    });
  }
  return flat;
}

async function resolve(
  spec: Omit<SystemSpec, 'withoutGold'>,
  whereGold: boolean | undefined,
  experiment: Experiment,
  { from, models, retrievers = {} }: Given,
): Promise<PlannedSystem> {
  const found = await findMethod(spec.use, from);
  const method = isPreset(found) ? await findMethod(found.use, from) : found;
  if (isPreset(method)) throw new RagstoneError('internal', `The preset ${spec.use} names another preset.`);
  const id = spec.id ?? spec.use.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+/, '');
  const asked = checkSettings(`The settings of system "${id}"`, () => method.settings.parse(spec.settings));
  const { roles, backends } = castRoles(
    `System "${id}"`,
    { name: method.name, roles: neededRoles(method, asked) },
    spec.roles,
    models,
  );
  const can = Object.fromEntries(Object.entries(backends).map(([role, backend]) => [role, backend.can]));
  const fit = method.fits(asked, can);
  if (fit.fits === 'refused')
    throw new RagstoneError('unsupported', `System "${id}" cannot run: ${fit.because}.`);
  if (fit.fits === 'fallback' && spec.fallback === 'refuse') {
    throw new RagstoneError(
      'unsupported',
      `System "${id}" can only run as "${fit.name}" here: ${fit.because}. Say "fallback: allow" to accept that.`,
    );
  }
  const settings = fit.fits === 'fallback' ? (fit.settings ?? asked) : asked;
  const budget = { ...experiment.budget, ...spec.budget };
  refuseOpaque(id, method, budget);
  refuseUncountable(id, budget, backends);
  return {
    id,
    method,
    settings,
    settingsHash: sha256(canonicalJson(settings)).slice(0, 16),
    fidelity: method.fidelity(settings),
    fit,
    source: method.retrieves
      ? sourceOf(id, isPreset(found) ? found.source : spec.source, experiment, Object.keys(retrievers))
      : undefined,
    backends,
    roles,
    budget,
    datasets: spec.datasets,
    environments: spec.environments ?? experiment.environments,
    whereGold,
  };
}

function sourceOf(
  id: string,
  source: SystemSpec['source'],
  experiment: Experiment,
  given: readonly string[],
): SourceChoice {
  if (typeof source === 'object') return { kind: 'trec', file: source.saved };
  if (source === 'context' || source === 'gold' || source === 'saved') return { kind: source };
  if (source !== undefined && given.includes(source)) return { kind: 'given', id: source };
  const name = source ?? Object.keys(experiment.retrievers)[0] ?? defaultRetriever;
  const own = new Set([...Object.keys(experiment.retrievers), defaultRetriever]);
  const known = [...own, ...given];
  if (own.has(name)) return { kind: 'retriever', id: name };
  const near = nearestName(name, [...known, 'context', 'gold', 'saved']);
  throw new RagstoneError(
    'usage',
    `System "${id}" has the source "${name}", which is no retriever of the experiment${near === undefined ? '' : `; did you mean "${near}"?`} Known: ${known.join(', ')}, context, gold, saved.`,
    { input: name },
  );
}

function neededRoles(method: AnyMethod, settings: unknown): Roles {
  const needed = method.needs?.(settings);
  if (needed === undefined) return method.roles;
  return Object.fromEntries(Object.entries(method.roles).filter(([role]) => needed.includes(role)));
}

function refuseOpaque(id: string, { name, opaque }: AnyMethod, budget: Budget): void {
  if (opaque !== true || Object.keys(budget).length === 0) return;
  throw new RagstoneError(
    'unsupported',
    `System "${id}" has a budget, but ${name} is opaque: what it spends is not seen, so no budget can be kept.`,
  );
}

function refuseUncountable(id: string, budget: Budget, backends: Readonly<Record<string, Backend>>): void {
  if (budget.contextTokens === undefined) return;
  const blind = Object.entries(backends).find(([, backend]) => !backend.can.countTokens);
  if (blind === undefined) return;
  throw new RagstoneError(
    'unsupported',
    `System "${id}" has a budget of context tokens, but the model of its role "${blind[0]}" cannot count tokens.`,
  );
}
