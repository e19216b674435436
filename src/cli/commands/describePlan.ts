import type { Plan } from '../../runs/plan/makePlan.ts';

/** What a run would do, for people or as JSON. */
export function describePlan(plan: Plan, json: boolean): string {
  const cells = plan.datasets.flatMap((dataset) => dataset.cells.map((cell) => ({ dataset, cell })));
  const facts = {
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
      source: source === undefined ? null : source.kind === 'retriever' ? source.id : source.kind,
    })),
    cells: cells.length,
    records: cells.reduce((sum, { dataset }) => sum + dataset.survey.ids.length, 0),
    warnings: plan.warnings,
  };
  if (json) return `${JSON.stringify(facts)}\n`;
  const lines = [
    `${facts.name}: ${facts.cells} cells, ${facts.records} records`,
    ...facts.datasets.map(
      (each) =>
        `dataset  ${each.id}  ${each.questions} questions (${each.withGold} with gold passages), corpus ${each.corpus ?? 'none'}, environments ${each.environments.join(', ')}`,
    ),
    ...facts.systems.map(
      (each) =>
        `system   ${each.id}  ${each.method} over ${each.source ?? 'nothing'} (${each.fidelity}, fit: ${each.fit})`,
    ),
    ...facts.warnings.map((warning) => `note     ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}
