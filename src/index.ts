/**
 * The public surface, by hand. What is withheld may change without notice: the layout of indexes, the inside of
 * reports, everything below `cli/`.
 */

export { RagstoneError, isRagstoneError, toError } from './errors.ts';
export type { ErrorCode, FaultPlace } from './errors.ts';

// What adapters implement.
export type { Answer, Citation } from './ports/answer.ts';
export type {
  Backend,
  BackendIdentity,
  Capabilities,
  Embedded,
  EmbedRequest,
  GenerateRequest,
  Generation,
  Known,
  Reranked,
  Retry,
  Served,
  Server,
  Token,
  Usage,
  Watched,
} from './ports/backend.ts';
export type { Budget, Left } from './ports/budget.ts';
export type {
  Corpus,
  CorpusFormat,
  DataFile,
  Dataset,
  QuestionFormat,
  ReadOptions,
  SplitPurpose,
} from './ports/dataset.ts';
export type { Environment } from './ports/environment.ts';
export type {
  Machine,
  Manifest,
  ManifestCell,
  ManifestDataset,
  ManifestEnvironment,
  ManifestRetriever,
  ManifestSystem,
} from './ports/manifest.ts';
export type { ListName } from './ports/listName.ts';
export type { Fidelity, Fit, MethodDefinition } from './ports/method.ts';
export type { Passage, Ranked } from './ports/passage.ts';
export type { Part, Prompt, Turn } from './ports/prompt.ts';
export type { Asked, Gold, Question, SentenceRef } from './ports/question.ts';
export type { Random } from './ports/random.ts';
export type {
  QuestionRecord,
  RecordedAnswer,
  RecordedLists,
  RecordHead,
  Scores,
  Spent,
} from './ports/record.ts';
export type { Retriever, Source } from './ports/retriever.ts';
export type { RoleKind, Roles, RolesDoing } from './ports/roles.ts';
export type { Need, NotApplicable, Score, ScoreInput, Scorer } from './ports/scorer.ts';
export type { PassageRef, Step } from './ports/step.ts';
export type { StageKind, Tools } from './ports/tools.ts';

// Running and reading experiments.
export { openDataset } from './datasets/open/openDataset.ts';
export type { DatasetSpec, OpenedDataset } from './datasets/open/openDataset.ts';
export { readManifest, readRecords, readTexts } from './runs/disk/readRun.ts';
export type { TextReader } from './runs/disk/readRun.ts';
export type { Experiment, WrittenExperiment } from './runs/experiment/experimentSchema.ts';
export { parseExperiment, readExperiment } from './runs/experiment/readExperiment.ts';
export { runExperiment } from './runs/runExperiment.ts';
export type { RunOptions, RunOutcome } from './runs/runExperiment.ts';
export { summarise } from './reports/summarise.ts';
export type { Summary } from './reports/summary.ts';
export { writeReport } from './reports/writeReport.ts';
export type { ReportOptions, WrittenReport } from './reports/writeReport.ts';

// Pieces that are useful alone.
export { findMethod, isPreset } from './methods/findMethod.ts';
export type { AnyMethod, MethodPreset } from './methods/findMethod.ts';
export { findAnalyser } from './retrieval/analysers/findAnalyser.ts';
export { openEngine } from './retrieval/engines/openEngine.ts';
export type { Engine, OpenedEngine } from './retrieval/engines/engine.ts';
export { pushCorpus } from './retrieval/engines/pushCorpus.ts';
export type { Pushed, PushOptions } from './retrieval/engines/pushCorpus.ts';
export { findRetriever } from './retrieval/findRetriever.ts';
export type { CombinedRetriever, RetrieverDefinition } from './retrieval/retrieverDefinition.ts';
export { buildIndex } from './retrieval/indexes/buildIndex.ts';
export { openIndex } from './retrieval/indexes/openIndex.ts';
export { findScorer } from './scoring/findScorer.ts';
export { listScorers } from './scoring/listScorers.ts';
export { keyedRandom } from './statistics/keyedRandom.ts';
