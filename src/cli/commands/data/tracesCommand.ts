import { openDataset } from '../../../datasets/open/openDataset.ts';
import { parseDatasetFlag } from '../../../datasets/open/parseDatasetFlag.ts';
import { closedTogether } from '../../../io/closedTogether.ts';
import { openSearched } from '../../../training/traces/searched.ts';
import { sideOf } from '../../../training/traces/sideOf.ts';
import type { TrainingFile } from '../../../training/trainingPlan.ts';
import type { TracesCard } from '../../../training/write/tracesCard.ts';
import { writeTraces } from '../../../training/write/writeTraces.ts';
import { progressLine } from '../../ui/progressLine.ts';
import { interruptible } from './interruptible.ts';
import { openLabeller } from './openLabeller.ts';

interface TracesFlags {
  readonly out: string;
  readonly training: readonly TrainingFile[];
  readonly split?: string;
  readonly setting?: string;
  readonly corpus?: string;
  readonly limit?: number;
  readonly seed: number;
  readonly documents: number;
  readonly labeller?: string;
  readonly keyEnv?: string;
  readonly concurrency: number;
  readonly smokeTest?: true;
}

/** `ragstone data traces`: training data from a dataset's questions, and what was left out and why. */
export async function tracesCommand(asked: string, raw: Readonly<Record<string, unknown>>): Promise<void> {
  const flags = raw as unknown as TracesFlags;
  const { out, training: files, split, setting, corpus, limit, seed, documents, concurrency } = flags;
  using stop = interruptible(
    'Stopped; the files begun were removed. Labels are kept: the same command goes on with them.',
  );
  const { signal } = stop;
  const { dataset, warnings } = await openDataset(
    {
      ...parseDatasetFlag(asked),
      ...(corpus !== undefined && { corpus }),
      ...(split !== undefined && { split }),
      ...(setting !== undefined && { setting }),
    },
    signal,
  );
  const wording = sideOf(dataset, flags.smokeTest === true);
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  await using closing = closedTogether();
  const indexing = progressLine('index', 'passages');
  const searched = closing.use(
    await openSearched(
      {
        corpus: dataset.corpus,
        first: corpus !== undefined,
        onIndexing: (passages) => indexing.update({ done: passages }),
      },
      signal,
    ),
  );
  const judging =
    flags.labeller === undefined || !files.includes('self-rag')
      ? undefined
      : closing.use(await openLabeller(flags.labeller, out, { keyEnv: flags.keyEnv, concurrency }, signal));
  const writing = progressLine('traces', 'questions');
  const plan = {
    files,
    wording,
    seed,
    documents,
    ...(limit !== undefined && { limit }),
    ...(judging !== undefined && { ahead: concurrency }),
  };
  const total = limit === undefined ? {} : { total: limit };
  const card = await writeTraces(dataset, plan, out, {
    searched,
    labeller: judging?.labeller,
    signal,
    onProgress: (done) => writing.update({ done, ...total }),
  }).finally(() => {
    indexing.end();
    writing.end();
  });
  process.stdout.write(described(card, out));
}

function described({ dataset, split, wording, questions, files, labeller }: TracesCard, out: string): string {
  const lines = Object.entries(files).flatMap(([name, { trees, tokens, leftOut }]) => [
    `${name}.jsonl: ${trees === 0 ? 'nothing' : `${trees} lines, ${tokens} words and marks`}`,
    ...Object.entries(leftOut).map(([because, count]) => `  ${count} questions left out: ${because}`),
  ]);
  const judged = Object.entries(labeller?.replies ?? {}).map(
    ([family, { asked, unclear }]) =>
      `${labeller?.model ?? ''} judged ${family} ${asked} times, ${unclear} replies could not be understood`,
  );
  const side = wording === 'train' ? '' : '; held out: for trials and measuring, not for training';
  const written = `Written to ${out} from ${questions} questions of ${dataset} ${split}${side}; see card.json`;
  return `${[...lines, ...judged, written].join('\n')}\n`;
}
