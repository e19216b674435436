import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import type { Dataset, QuestionFormat, SplitPurpose } from '../../ports/dataset.ts';
import type { Catalog, CatalogDataset, CatalogSplit } from '../catalog/catalogSchema.ts';
import { chooseSplit, splitLabel } from '../catalog/chooseSplit.ts';
import { findEntry } from '../catalog/findEntry.ts';
import { readCatalog } from '../catalog/readCatalog.ts';
import { sizeOf } from '../catalog/sizeOf.ts';
import { findQuestionFormat } from '../findFormat.ts';
import { dataFiles } from './dataFiles.ts';
import { nativeCorpus } from './nativeCorpus.ts';
import { pullCommand } from './pullCommand.ts';
import { pulledFiles } from './pulledFiles.ts';
import { questionFormatOf } from './questionFormatOf.ts';

/** What a user asks for; `--dataset NAME` and `--dataset NAME=FILE` are the short forms. */
export interface DatasetSpec {
  /** A dataset of the catalog (`atlas` is built in), or any name with `file`. */
  readonly use: string;
  /** A file or folder of the user's own. */
  readonly file?: string;
  /** Its layout. Default: seen from its content, else the layout of the dataset called `use`. */
  readonly format?: string;
  readonly split?: string;
  readonly setting?: string;
  /** A corpus of the catalog, a file or folder, or `contexts`. Default: the dataset's own. */
  readonly corpus?: string;
  /** Layout of a corpus file. Default: seen from its content. */
  readonly corpusFormat?: string;
}

export interface OpenedDataset {
  readonly dataset: Dataset;
  /** What a reader of the results should know. */
  readonly warnings: readonly string[];
}

export interface OpenOptions {
  /** Default: the one that ships with Ragstone. */
  readonly catalog?: Catalog;
  /** Where RAGSTONE_HOME is read. Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Questions found: where they lie, how they are read, what the catalog says about them. */
interface Found {
  readonly path: string;
  readonly files: Dataset['files'];
  readonly format: QuestionFormat;
  readonly split: string;
  /** The split to read where a folder holds several. */
  readonly readSplit: string | undefined;
  readonly setting: string | undefined;
  readonly purpose: SplitPurpose;
  readonly scorers: readonly string[];
  readonly corpus: string | undefined;
}

/** For data that no catalog knows. */
const plainScorers = ['em/squad@1', 'f1/squad@1'];

/**
 * Opens a dataset: of the catalog when it was pulled (or is built in), or a file of the user's own, with the scorers
 * and the corpus that belong to it. Nothing is read yet but a look at the layout.
 * @throws RagstoneError `unknown-name`, `missing-data` with the command that brings it, `bad-file`.
 */
export async function openDataset(
  spec: DatasetSpec,
  signal: AbortSignal,
  options: OpenOptions = {},
): Promise<OpenedDataset> {
  const catalog = options.catalog ?? (await readCatalog());
  const environment = options.environment ?? process.env;
  const found =
    spec.file === undefined
      ? await fromCatalog(spec, catalog, environment)
      : await fromFile(spec, spec.file, catalog, signal);
  const { format, readSplit } = found;
  const asking = {
    name: spec.use,
    files: found.files,
    questions: (its: AbortSignal) =>
      format.questions(found.path, { signal: its, ...(readSplit !== undefined && { split: readSplit }) }),
  };
  const { corpus, warnings } = await nativeCorpus(
    { ...asking, format, path: found.path },
    {
      asked: spec.corpus,
      askedFormat: spec.corpusFormat,
      byDefault: found.corpus,
      catalog,
      environment,
      signal,
    },
  );
  return {
    dataset: {
      ...asking,
      split: found.split,
      ...(found.setting !== undefined && { setting: found.setting }),
      purpose: found.purpose,
      nativeScorers: found.scorers,
      ...(corpus !== undefined && { corpus }),
    },
    warnings,
  };
}

async function fromCatalog(
  spec: DatasetSpec,
  catalog: Catalog,
  environment: NodeJS.ProcessEnv,
): Promise<Found> {
  const { kind, entry } = findEntry(catalog, spec.use);
  if (kind === 'corpus') {
    throw new RagstoneError('unknown-name', `"${spec.use}" is a corpus: it has no questions.`, {
      input: spec,
    });
  }
  const split = chooseSplit(spec.use, entry, spec);
  const onDisk = await pulledFiles(spec.use, split.files, environment);
  if (onDisk === undefined) throw notPulled(spec.use, entry, split);
  return {
    ...onDisk,
    ...describedBy(entry, split),
    format: await findQuestionFormat(spec.format ?? entry.format),
    split: split.split,
    readSplit: split.split,
    setting: split.setting,
  };
}

async function fromFile(
  spec: DatasetSpec,
  file: string,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<Found> {
  const files = await dataFiles(file);
  const entry = Object.hasOwn(catalog.datasets, spec.use) ? catalog.datasets[spec.use] : undefined;
  const reading = { signal, ...(spec.split !== undefined && { split: spec.split }) };
  const format = await questionFormatOf(file, spec.format, entry?.format, reading);
  const split = entry && splitOfFile(entry, file, spec);
  return {
    path: file,
    files,
    format,
    split: spec.split ?? split?.split ?? 'file',
    readSplit: spec.split,
    setting: spec.setting ?? split?.setting,
    ...(entry === undefined
      ? { purpose: 'unknown', scorers: plainScorers, corpus: undefined }
      : describedBy(entry, split)),
  };
}

/** The split that a user's file belongs to: by its official name, or by what the user says. */
function splitOfFile(entry: CatalogDataset, file: string, spec: DatasetSpec): CatalogSplit | undefined {
  const { split, setting } = spec;
  const agrees = (one: CatalogSplit): boolean =>
    (split === undefined || one.split === split) && (setting === undefined || one.setting === setting);
  const base = path.basename(file).replace(/\.gz$/, '');
  const named = entry.splits.find((one) => one.files.some(({ name }) => path.basename(name) === base));
  if (named !== undefined && agrees(named)) return named;
  return split === undefined && setting === undefined ? undefined : entry.splits.find(agrees);
}

function describedBy(
  entry: CatalogDataset,
  split: CatalogSplit | undefined,
): Pick<Found, 'purpose' | 'scorers' | 'corpus'> {
  return {
    purpose: split?.purpose ?? 'unknown',
    scorers: entry.scorers,
    corpus: split?.corpus ?? entry.corpus,
  };
}

function notPulled(name: string, { archives }: CatalogDataset, split: CatalogSplit): RagstoneError {
  const builtIn = split.files.some(({ sources }) => sources.some((source) => 'packaged' in source));
  return new RagstoneError(
    'missing-data',
    builtIn
      ? `The built-in dataset ${name} is missing from this installation: install Ragstone again.`
      : `${name} ${splitLabel(split)} (${sizeOf(split.files, archives)}) is not on this machine. Bring it with: ${pullCommand(name, split)}`,
    { input: name },
  );
}
