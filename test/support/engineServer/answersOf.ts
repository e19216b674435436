import { randomUUID } from 'node:crypto';
import { readManifest, readRecords } from '../../../src/runs/disk/readRun.ts';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { runExperiment } from '../../../src/runs/runExperiment.ts';

/** What a system answered to a question, and what it cost. */
export interface Answered {
  readonly at: string;
  readonly answer: string;
  readonly promptTokens: number;
  readonly firstTokenMs: number | undefined;
}

/**
 * Runs an experiment and gives its answers, in order. The folder takes its results.
 * @throws Error for a record that was not answered
 */
export async function answersOf(experiment: string, folder: string): Promise<readonly Answered[]> {
  const { folder: run } = await runExperiment(parseExperiment(experiment, 'experiment.yaml'), {
    from: folder,
    models: {},
    results: folder,
    // Named by time, two runs of one second would be one.
    run: randomUUID(),
    signal: new AbortController().signal,
    onPhase: () => undefined,
  });
  const answers: Answered[] = [];
  for (const { id } of (await readManifest(run)).cells) {
    for await (const record of readRecords(run, id)) {
      if (record.status !== 'answered')
        throw new Error(`${id} ${record.question}: ${JSON.stringify(record)}`);
      const generated = record.steps.find((step) => step.kind === 'generate');
      answers.push({
        at: `${id} ${record.question}`,
        answer: record.answer.text,
        promptTokens: record.spent.promptTokens,
        firstTokenMs: generated?.served.by === 'model' ? generated.served.firstTokenMs : undefined,
      });
    }
  }
  return answers.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
