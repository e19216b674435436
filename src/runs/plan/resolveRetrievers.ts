import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import { shippedFile } from '../../io/shippedFile.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Engine } from '../../retrieval/engines/engine.ts';
import { isEngine } from '../../retrieval/engines/loadEngine.ts';
import { findSearch, isCombined } from '../../retrieval/findRetriever.ts';
import type { CombinedRetriever, RetrieverDefinition } from '../../retrieval/retrieverDefinition.ts';
import type { Experiment } from '../experiment/experimentSchema.ts';
import { type Cast, castRoles } from './castRoles.ts';
import { checkSettings } from './checkSettings.ts';

/** The retriever that a system searches when the experiment names none; it needs no entry. */
export const defaultRetriever = 'bm25';

/** A retriever of the experiment, checked. */
export type PlannedRetriever = PlannedIndex | PlannedCombination | PlannedEngine;

/** A retriever over an index of a corpus. */
export interface PlannedIndex extends Cast {
  readonly kind: 'index';
  readonly id: string;
  readonly definition: RetrieverDefinition<unknown>;
  readonly settings: unknown;
  /** `native`, a corpus of the catalog, or a file. */
  readonly corpus: string;
  /** A folder of the user's own. */
  readonly index: string | undefined;
  /** It is this one with other random choices. */
  readonly rebuiltFrom?: PlannedIndex;
}

/** An engine outside Ragstone that a corpus was pushed to. */
export interface PlannedEngine extends Cast {
  readonly kind: 'engine';
  readonly id: string;
  readonly engine: Engine;
  /** What it has to hold: `native`, a corpus of the catalog, or a file. */
  readonly corpus: string;
}

/** A retriever made of others. */
export interface PlannedCombination extends Cast {
  readonly kind: 'combination';
  readonly id: string;
  readonly definition: CombinedRetriever<unknown>;
  readonly settings: unknown;
  readonly parts: readonly PlannedRetriever[];
}

/** What retrievers are resolved with. */
interface Given {
  readonly experiment: Experiment;
  readonly models: Readonly<Record<string, Backend>>;
  /** Folder that the user's own modules are relative to. */
  readonly from: string;
}

/**
 * All retrievers of an experiment, and the default one, by id, with their settings, parts and models checked.
 * @param from Folder that the user's own modules are relative to. Default: the working directory.
 * @throws RagstoneError `usage` or `unknown-name`, naming the retriever
 */
export async function resolveRetrievers(
  experiment: Experiment,
  models: Readonly<Record<string, Backend>>,
  from: string = process.cwd(),
): Promise<Readonly<Record<string, PlannedRetriever>>> {
  const ids = new Set([...Object.keys(experiment.retrievers), defaultRetriever]);
  const resolved = await Promise.all(
    [...ids].map(async (id) => [id, await resolve(id, { experiment, models, from }, [])] as const),
  );
  const retrievers = Object.fromEntries(resolved);
  if (indexesOf(retrievers[defaultRetriever]).length > 0) return retrievers;
  throw wrong(
    defaultRetriever,
    'gold passages and TREC runs are looked up in the index of that name, so an engine needs another name',
  );
}

/** The indexes that a retriever searches, through its parts; an engine has none here. */
export function indexesOf(retriever: PlannedRetriever | undefined): readonly PlannedIndex[] {
  if (retriever === undefined || retriever.kind === 'engine') return [];
  return retriever.kind === 'index' ? [retriever] : retriever.parts.flatMap((part) => indexesOf(part));
}

/** Whether a retriever, or one of its parts, is an engine: its passages are searched as they are there. */
export function searchesEngine(retriever: PlannedRetriever | undefined): boolean {
  if (retriever?.kind === 'combination') return retriever.parts.some((part) => searchesEngine(part));
  return retriever?.kind === 'engine';
}

async function resolve(id: string, given: Given, within: readonly string[]): Promise<PlannedRetriever> {
  const { experiment, models, from } = given;
  const entry = experiment.retrievers[id] ?? { use: defaultRetriever, corpus: 'native' };
  const { use, corpus, index, of, roles, ...own } = entry;
  const definition = await findSearch(use, from);
  if (isEngine(definition)) {
    const extra = Object.keys({ ...own, ...pickDefined({ index, of, roles }) });
    if (extra.length === 0)
      return { kind: 'engine', id, engine: definition, corpus, roles: {}, backends: {} };
    throw wrong(id, `the engine "${use}" is set up in its module: leave out ${extra.join(', ')}`);
  }
  const settings = checkSettings(`The settings of the retriever "${id}"`, () =>
    definition.settings.parse(own),
  );
  const cast = castRetriever(id, definition, roles ?? {}, models);
  if (!isCombined(definition)) {
    if (of !== undefined)
      throw wrong(id, `"${use}" searches an index and is not made of others: leave out "of"`);
    const folder = index === undefined ? undefined : shippedFile(index);
    return { kind: 'index', id, definition, settings, corpus, index: folder, ...cast };
  }
  if (index !== undefined || corpus !== 'native') {
    throw wrong(id, `"${use}" searches what its parts search: give "corpus" and "index" to them`);
  }
  const { least, most } = definition.parts;
  const parts = of ?? [];
  if (parts.length < least || parts.length > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    throw wrong(id, `"${use}" is made of ${wanted} other retrievers ("of: […]"), not of ${parts.length}`);
  }
  const known = [...Object.keys(experiment.retrievers), defaultRetriever];
  for (const part of parts) {
    if (part === id || within.includes(part)) throw wrong(id, `it is part of itself through "${part}"`);
    if (known.includes(part)) continue;
    const near = nearestName(part, known);
    throw wrong(
      id,
      `there is no retriever "${part}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    );
  }
  const complaint = definition.check?.(settings, parts.length);
  if (complaint !== undefined) throw wrong(id, complaint);
  return {
    kind: 'combination',
    id,
    definition,
    settings,
    parts: await Promise.all(parts.map((part) => resolve(part, given, [...within, id]))),
    ...cast,
  };
}

function castRetriever(
  id: string,
  { name, roles = {} }: Pick<RetrieverDefinition<unknown>, 'name' | 'roles'>,
  named: Readonly<Record<string, string>>,
  models: Readonly<Record<string, Backend>>,
): Cast {
  const cast = castRoles(`Retriever "${id}"`, { name, roles }, named, models);
  for (const [role, kind] of Object.entries(roles)) {
    const backend = cast.backends[role];
    if (backend === undefined || backend.can.does.includes(kind)) continue;
    throw new RagstoneError(
      'unsupported',
      `Retriever "${id}" needs a model that can ${kind} for its role "${role}"; "${cast.roles[role]}" can ${backend.can.does.join(', ')}.`,
      { input: cast.roles[role] },
    );
  }
  return cast;
}

function pickDefined(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function wrong(id: string, why: string): RagstoneError {
  return new RagstoneError('usage', `The retriever "${id}" is wrong: ${why}.`, { input: id });
}
