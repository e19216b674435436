import { openDataset } from '../../../datasets/open/openDataset.ts';
import { parseDatasetFlag } from '../../../datasets/open/parseDatasetFlag.ts';
import { pooledLabel } from '../../../datasets/passages/pooledMark.ts';
import { RagstoneError } from '../../../errors.ts';
import { writeRecords } from '../../../io/writeRecords.ts';
import { prepareIndex } from '../../../retrieval/indexes/prepareIndex.ts';
import { type Pool, poolPassages } from '../../../retrieval/pool/poolPassages.ts';
import { poolRecords } from '../../../retrieval/pool/poolRecords.ts';
import { bm25 } from '../../../retrieval/retrievers/bm25.ts';
import { progressLine } from '../../ui/progressLine.ts';
import { interruptible } from './interruptible.ts';

interface PoolFlags {
  readonly out: string;
  readonly bm25: number;
  readonly withGold?: true;
  readonly corpus?: string;
  readonly split?: string;
  readonly setting?: string;
  readonly json?: true;
}

/** `ragstone data pool`: searches a whole corpus with every question and writes what was found. */
export async function poolCommand(asked: string, raw: Readonly<Record<string, unknown>>): Promise<void> {
  const flags = raw as unknown as PoolFlags;
  using stop = interruptible('Stopped; nothing was written.');
  const { signal } = stop;
  const { corpus: location, split, setting } = flags;
  const { dataset } = await openDataset(
    {
      ...parseDatasetFlag(asked),
      ...(location !== undefined && { corpus: location }),
      ...(split !== undefined && { split }),
      ...(setting !== undefined && { setting }),
    },
    signal,
  );
  const { corpus } = dataset;
  if (corpus === undefined) {
    throw new RagstoneError(
      'missing-data',
      `${dataset.name} has no corpus here: name one with --corpus FILE.`,
      {
        input: asked,
      },
    );
  }
  const reading = progressLine(`index of ${corpus.name}`, 'passages');
  await using index = await prepareIndex(bm25, corpus, bm25.settings.parse({}), {
    signal,
    onProgress: ({ passages }) => reading.update({ done: passages }),
  }).finally(() => reading.end());
  const searching = progressLine('pool', 'questions');
  const pool = await poolPassages(dataset.questions(signal), index, {
    depth: flags.bm25,
    withGold: flags.withGold === true,
    signal,
    onProgress: (done) => searching.update({ done }),
  }).finally(() => searching.end());
  const { passages } = index.manifest.corpus;
  const gold = flags.withGold === true ? ' and the gold passages' : '';
  const mark = `a pool of ${corpus.name}: the BM25 top ${flags.bm25} of ${pool.questions} questions of ${dataset.name} ${dataset.split}${gold}`;
  await writeRecords(flags.out, poolRecords(pool, index.store, mark), signal);
  const { positions, ...counts } = pool;
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ file: flags.out, corpus: corpus.name, passages, pooled: positions.length, ...counts })}\n`
      : described(pool, flags, passages),
  );
}

function described(
  { positions, questions, gold }: Pool,
  { out, withGold }: PoolFlags,
  passages: number,
): string {
  const { annotated, inCorpus, found } = gold;
  const coverage =
    annotated === 0
      ? 'gold passages are not annotated: nobody knows how many are missing'
      : `gold passages: ${annotated} annotated, ${inCorpus} in the corpus (${percent(inCorpus, annotated)}), ` +
        `${found} found by BM25 (${percent(found, annotated)})` +
        (withGold === true
          ? `; the other ${inCorpus - found} were added, so recall over this pool is flattered`
          : '');
  return [
    `${out}: ${positions.length} of ${passages} passages (${percent(positions.length, passages)}) for ${questions} questions`,
    coverage,
    `${pooledLabel}; reports say so wherever it is used`,
    '',
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
