import { experimentSchema, type WrittenExperiment } from '../../src/runs/experiment/experimentSchema.ts';
import { runExperiment, type RunOptions, type RunOutcome } from '../../src/runs/runExperiment.ts';
import { madeQuestions } from '../support/madeQuestions.ts';

/** Runs closed-book, or the systems that are told, on made questions and the model of one server. */
export async function ranExperiment(
  folder: string,
  address: string,
  more: Partial<WrittenExperiment> & { readonly questions?: number } = {},
  options: Partial<RunOptions> = {},
): Promise<RunOutcome> {
  const { questions = 4, ...written } = more;
  const made = await madeQuestions(folder, questions);
  const experiment = experimentSchema.parse({
    ragstone: 1,
    name: 'made',
    servers: { gpu: { address, concurrency: 4 } },
    models: { m: { server: 'gpu', model: 'toy' } },
    datasets: [{ use: 'made', file: made.questions, corpus: made.corpus }],
    systems: [{ use: 'closed-book' }],
    ...written,
  });
  return runExperiment(experiment, {
    from: folder,
    models: {},
    signal: new AbortController().signal,
    onPhase: () => undefined,
    results: folder,
    run: 'r',
    ...options,
  });
}
