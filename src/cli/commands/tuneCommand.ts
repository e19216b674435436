import { RagstoneError } from '../../errors.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';
import { readExperiment } from '../../runs/experiment/readExperiment.ts';
import { surveyDataset, surveyedQuestions } from '../../runs/plan/surveyDataset.ts';
import { openExperimentRetriever } from '../../runs/retrievers/openExperimentRetriever.ts';
import { refuseTestSplit } from '../../runs/tuning/refuseTestSplit.ts';
import { tuneRetriever, type Tuning } from '../../runs/tuning/tuneRetriever.ts';
import { tuningGrid } from '../../runs/tuning/tuningGrid.ts';
import { findScorer } from '../../scoring/findScorer.ts';
import { parseScorerName } from '../../scoring/scorerName.ts';
import { progressLine } from '../ui/progressLine.ts';
import { textTable } from '../ui/textTable.ts';
import { interruptible } from './data/interruptible.ts';

interface TuneFlags {
  readonly retriever: string;
  readonly measure: string;
  readonly dataset?: string;
  readonly steps: number;
  readonly out?: string;
  readonly json?: true;
}

/** `ragstone tune`: measures a combination with every candidate of its grid and prints what is best. */
export async function tuneCommand(file: string, raw: Readonly<Record<string, unknown>>): Promise<void> {
  const flags = raw as unknown as TuneFlags;
  using stop = interruptible('Stopped; nothing was chosen.');
  const { signal } = stop;
  const k = depthOf(flags.measure);
  const scorer = await findScorer(flags.measure);
  const indexing = progressLine('index', 'passages');
  await using opened = await openExperimentRetriever(await readExperiment(file), flags.retriever, {
    dataset: flags.dataset,
    signal,
    onProgress: (_corpus, passages) => indexing.update({ done: passages }),
  });
  const { dataset, entry, planned } = opened;
  refuseTestSplit(dataset);
  const { combination, candidates } = tuningGrid(planned, flags.steps);
  const survey = await surveyDataset(dataset, entry, signal);
  const parts = [];
  for (const part of combination.parts) parts.push(await opened.open(part));
  indexing.end();
  const asking = progressLine('searching', 'questions');
  const tuning = await tuneRetriever(combination, parts, candidates, {
    questions: surveyedQuestions(dataset, survey, signal),
    scorer,
    k,
    signal,
    onProgress: (done) => asking.update({ done, total: survey.ids.length }),
  }).finally(() => asking.end());
  if (tuning.chosen === undefined) {
    throw new RagstoneError(
      'usage',
      `${scorer.name} applies to no question of ${dataset.name}: nothing can be chosen by it.`,
      {
        input: scorer.name,
      },
    );
  }
  const result = {
    retriever: flags.retriever,
    dataset: dataset.name,
    split: dataset.split,
    questionsSha256: survey.sha256,
    measure: scorer.name,
    ...tuning,
  };
  const json = `${JSON.stringify(result, undefined, 2)}\n`;
  if (flags.out !== undefined) await writeAtomic(flags.out, json);
  process.stdout.write(flags.json === true ? json : described(tuning, scorer.name));
}

/** How many passages the measure looks at; all that a combination holds would be its depth. */
function depthOf(measure: string): number {
  const { k, list } = parseScorerName(measure) ?? {};
  if (k !== undefined && list === 'first') return k;
  throw new RagstoneError(
    'usage',
    `--measure "${measure}" must look at the first k passages of the first search, as recall@5/title/first@1 does.`,
    { input: measure },
  );
}

function described({ tried, chosen, questions }: Tuning, measure: string): string {
  const rows = tried.map((each) => [
    JSON.stringify(each.settings).slice(1, -1).replaceAll('"', ''),
    each.mean.toFixed(4),
    each === chosen ? '<- chosen' : '',
  ]);
  return `${textTable(['settings', measure, ''], rows)}The best of ${tried.length} on ${questions} questions: its figure there is too good, so measure it on others.\n`;
}
