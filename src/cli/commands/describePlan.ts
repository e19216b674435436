import { hubAddressText } from '../../backends/hub/hubAddress.ts';
import { readableBytes } from '../../datasets/catalog/readableBytes.ts';
import type { NeededModel as NeededFiles } from '../../runs/models/hubModels.ts';
import type { NeededModel } from '../../runs/models/modelServer.ts';
import type { Plan } from '../../runs/plan/makePlan.ts';
import { indexSize, indexState } from '../../runs/plan/indexSize.ts';
import type { NeededIndex } from '../../runs/plan/neededIndexes.ts';
import { textTable } from '../ui/textTable.ts';

/** What a run needs beside its plan. */
export interface Needed {
  readonly indexes: readonly NeededIndex[];
  /** Model files of a hub. */
  readonly files: readonly NeededFiles[];
  /** By id: what models are needed for. */
  readonly models: ReadonlyMap<string, NeededModel>;
}

/** What a run would do, what it would have to fetch, build and find out first, for people or as JSON. */
export function describePlan(plan: Plan, needed: Needed, json: boolean): string {
  const facts = factsOf(plan, needed);
  if (json) return `${JSON.stringify(facts)}\n`;
  const calls = facts.modelCalls === null ? 'unknown before the run' : String(facts.modelCalls);
  const datasets = facts.datasets.map((each) => [
    each.id,
    String(each.questions),
    String(each.withGold),
    each.corpus ?? 'none',
    each.environments.join(' '),
  ]);
  const systems = facts.systems.map((each) => [
    each.id,
    each.method,
    each.source ?? 'none',
    each.fidelity,
    each.fit,
  ]);
  const indexes = needed.indexes.map((each) => [
    `${each.retriever} of ${each.dataset}`,
    each.corpus,
    each.windowWords === undefined ? '–' : `${each.windowWords} words`,
    String(each.passages),
    indexSize(each),
    indexState(each),
  ]);
  const files = facts.models.flatMap(({ server, repo, commit, files: parts }) =>
    parts.map(({ path, bytes, here }) => [
      server,
      hubAddressText({ repo, revision: commit, path }),
      readableBytes(bytes),
      here ? 'here' : 'to be fetched',
    ]),
  );
  const examinations = facts.examinations.map((each) => [
    each.id,
    each.server,
    each.for.join(' '),
    each.examination === false ? 'not examined' : `${each.examination}, before anything is asked`,
  ]);
  return [
    `${facts.name}: ${facts.cells} cells, ${facts.records} records, model calls: ${calls}`,
    textTable(['dataset', 'questions', 'with gold', 'corpus', 'environments'], datasets),
    textTable(['system', 'method', 'source', 'fidelity', 'fit'], systems),
    textTable(['index', 'corpus', 'window', 'passages', 'size', 'state'], indexes),
    ...(examinations.length === 0
      ? []
      : [textTable(['model', 'server', 'for', 'examination'], examinations)]),
    ...(files.length === 0 ? [] : [textTable(['server', 'model file', 'size', 'state'], files)]),
    ...facts.warnings.map((warning) => `note: ${warning}\n`),
  ].join('\n');
}

function factsOf(plan: Plan, { indexes, files, models }: Needed) {
  const cells = plan.datasets.flatMap((dataset) => dataset.cells.map((cell) => ({ dataset, cell })));
  const calls = cells.map(({ dataset, cell }) => {
    const { method, budget } = cell.planned.system;
    const each = Object.keys(method.roles).length === 0 ? 0 : budget.calls;
    return each === undefined ? null : each * dataset.survey.ids.length;
  });
  return {
    name: plan.experiment.name,
    datasets: plan.datasets.map(({ id, dataset, survey, scorers, environments }) => ({
      id,
      name: dataset.name,
      split: dataset.split,
      questions: survey.ids.length,
      withGold: survey.withGold,
      corpus: dataset.corpus?.name ?? null,
      environments: environments.map((environment) => environment.id),
      scorers: scorers.map((scorer) => scorer.name),
    })),
    systems: plan.systems.map(({ id, method, fidelity, fit, source }) => ({
      id,
      method: method.name,
      fidelity,
      fit: fit.fits,
      source: source === undefined ? null : 'id' in source ? source.id : source.kind,
    })),
    /** What nobody knows is `null`. */
    indexes: indexes.map(({ bytes = null, seconds = null, ...each }) => ({ ...each, bytes, seconds })),
    models: files,
    /** What a run finds out before it asks anything; it may yet refuse a system. */
    examinations: Object.entries(plan.experiment.models).flatMap(([id, { server }]) => {
      const tasks = models.get(id)?.tasks;
      const examination = plan.experiment.doctor;
      return tasks === undefined ? [] : [{ id, server, for: [...tasks], examination }];
    }),
    cells: cells.length,
    records: cells.reduce((sum, { dataset }) => sum + dataset.survey.ids.length, 0),
    /** At most so many, by the budgets; `null` when a system with a model has no budget of calls. */
    modelCalls: calls.some((each) => each === null)
      ? null
      : calls.reduce((sum: number, each) => sum + (each ?? 0), 0),
    warnings: plan.warnings,
  };
}
