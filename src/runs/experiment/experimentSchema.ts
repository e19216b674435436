import { z } from 'zod';
import { cacheTypes } from '../../backends/llama-cpp/cacheType.ts';
import { isHubAddress, parseHubAddress } from '../../backends/hub/hubAddress.ts';
import { toError } from '../../errors.ts';

/** Part of a cell's id and so of a file name: letters, digits, `_` and `-`, not more than 64. */
const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    'an id is made of letters, digits, "_" and "-", at most 64, and begins with a letter or digit',
  );

const count = z.int().min(1);

const dataset = z.strictObject({
  /** Default: the name in `use`. */
  id: id.exactOptional(),
  /** A dataset of the catalog, `atlas`, or any name beside `file`. */
  use: z.string().min(1),
  /** A file in the dataset's layout, in place of what was pulled. */
  file: z.string().min(1).exactOptional(),
  /** The file's layout, where content and name do not tell. */
  format: z.string().min(1).exactOptional(),
  split: z.string().min(1).exactOptional(),
  setting: z.string().min(1).exactOptional(),
  /** The passages that belong to it: a file, or a corpus of the catalog. */
  corpus: z.string().min(1).exactOptional(),
  corpusFormat: z.string().min(1).exactOptional(),
  /** The first n questions. */
  limit: count.exactOptional(),
  /** n questions drawn by a seeded reservoir, in file order. */
  sample: z.strictObject({ n: count, seed: z.int().min(0) }).exactOptional(),
  /** A file with one id a line. */
  ids: z.string().min(1).exactOptional(),
});

/** `120s`, `500ms`, `2min`, or milliseconds; as milliseconds. */
const duration = z
  .union([count, z.string().regex(/^\d+(?:ms|s|min)$/, 'write it as 120s, 500ms or 2min')])
  .transform((told) => {
    if (typeof told === 'number') return told;
    const unit = told.endsWith('ms') ? 1 : told.endsWith('min') ? 60_000 : 1000;
    return Number.parseInt(told, 10) * unit;
  });

const serverMembers = z.strictObject({
  /** A family (`vllm`, `sglang`, `tgi`, `tei`, `llama.cpp`, `ollama`, `openai`); found out by asking where not told. */
  kind: z.string().min(1).exactOptional(),
  address: z.string().min(1).exactOptional(),
  /** The environment variable that holds the key: the key itself never stands in a file. */
  key: z.strictObject({ env: z.string().min(1) }).exactOptional(),
  /** Its calls in flight. Default: the experiment's concurrency. */
  concurrency: count.max(4096).exactOptional(),
  timeout: duration.exactOptional(),
  /** What it runs on, as you say: latencies of unknown devices are not compared. */
  device: z.string().min(1).exactOptional(),
  /** How it was started to pool embeddings, where it does not say. */
  pooling: z.string().min(1).exactOptional(),
  /** Stream answers, to measure the time to the first token; a GGUF file's engine tells it anyway. */
  firstToken: z.boolean().exactOptional(),
  /**
   * In place of an address: a GGUF file that llama.cpp runs in a process of its own, by its path, or as
   * `hf:owner/repo@revision/path.gguf` from a hub.
   */
  gguf: z.string().min(1).superRefine(refuseMalformedHub).exactOptional(),
  /** Of that file's engine. Default: one less than there are cores. */
  threads: count.max(1024).exactOptional(),
  /** Tokens that one call to it may hold. Default: what the model was trained on, at most 8,192. */
  contextTokens: count.exactOptional(),
  /** How its engine holds keys and values. Default: `f16`. */
  cacheType: z.enum(cacheTypes).exactOptional(),
});

/** An address on a hub is refused where it stands. */
function refuseMalformedHub(text: string, context: z.RefinementCtx): void {
  if (!isHubAddress(text)) return;
  try {
    parseHubAddress(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: toError(error).message, input: text });
  }
}

const onlyRemote = ['kind', 'key', 'timeout', 'pooling', 'firstToken'] as const;
const onlyLocal = ['threads', 'contextTokens', 'cacheType'] as const;

/** Reached at an address, or a GGUF file run here. */
const server = serverMembers.superRefine((told, context) => {
  if ((told.address === undefined) === (told.gguf === undefined)) {
    context.addIssue({
      code: 'custom',
      message: 'a server has either an `address` or a `gguf` file',
      input: told,
    });
  }
  for (const key of told.gguf === undefined ? onlyLocal : onlyRemote) {
    if (told[key] === undefined) continue;
    const whose = told.gguf === undefined ? 'a `gguf` file' : 'an `address`';
    context.addIssue({
      code: 'custom',
      path: [key],
      message: `\`${key}\` goes with ${whose}`,
      input: told[key],
    });
  }
});

const model = z.strictObject({
  server: id,
  /** As the server calls it. */
  model: z.string().min(1),
  /** A LoRA adapter, as the server calls it. */
  adapter: z.string().min(1).exactOptional(),
  /** Names of datasets that it was trained on, as you say: cells on them are marked. */
  trainedOn: z.array(z.string().min(1)).exactOptional(),
  /** What an embedding model wants to see before queries and passages (E5: `query: ` and `passage: `). */
  prefixes: z.strictObject({ query: z.string(), passage: z.string() }).exactOptional(),
});

/** Settings beyond these are the retriever's own and checked by it. */
const retriever = z.looseObject({
  use: z.string().min(1),
  /** For one made of others: their names. */
  of: z.array(id).min(1).exactOptional(),
  /** Role → model. */
  roles: z.record(z.string(), z.string().min(1)).exactOptional(),
  /** `native`: each dataset's own. Otherwise a corpus of the catalog or a file. */
  corpus: z.string().min(1).default('native'),
  /** A folder made by `ragstone index build`, or `ragstone:models/…` that ships, in place of one that Ragstone keeps itself. */
  index: z.string().min(1).exactOptional(),
});

const budget = z.strictObject({
  calls: count.exactOptional(),
  contextTokens: count.exactOptional(),
  outputTokens: count.exactOptional(),
});

const environment = z.union([
  z.enum(['original', 'own', 'typos', 'auto']),
  z.strictObject({
    reword: z.literal('own'),
    on: z.enum(['query', 'question']).default('query'),
  }),
  z.strictObject({
    reword: z.literal('typos'),
    on: z.enum(['query', 'question']).default('query'),
    seed: z.int().min(0).default(1),
  }),
  /** Approximate indexes built again, so many times. */
  z.strictObject({ rebuild: count.max(20) }),
  z.strictObject({ window: z.union([count, z.string().regex(/^\d+-words$/, 'write it as 64-words')]) }),
]);

const systemMembers = {
  /** The row of the report. Default: the method's name. */
  id: id.optional(),
  /** A method's name, or the user's own module (`./my-method.ts`, or a package). */
  use: z.string().min(1),
  /** A retriever's name, or `context`, `gold`, `saved`, or `{ saved: <TREC run> }`. */
  source: z.union([z.string().min(1), z.strictObject({ saved: z.string().min(1) })]).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Role → model. */
  roles: z.record(z.string(), z.string().min(1)).default({}),
  budget: budget.optional(),
  /** Whether a method may run in a lesser form on backends that cannot do all it needs. */
  fallback: z.enum(['allow', 'refuse']).default('refuse'),
  /** Datasets (by id) that it runs on. Default: all. */
  datasets: z.array(id).min(1).optional(),
  /** Environments that it is asked in. Default: the experiment's. */
  environments: z.array(environment).min(1).optional(),
};

const system = z.strictObject({
  ...systemMembers,
  /** What takes its place on datasets without annotated gold passages. */
  withoutGold: z.strictObject(systemMembers).optional(),
});

/** The experiment file, version 1. */
export const experimentSchema = z.strictObject({
  ragstone: z.literal(1),
  name: z.string().min(1).max(80),
  /** Model servers; one limit of calls in flight each. */
  servers: z.record(id, server).default({}),
  /** Models on them, for roles to name. */
  models: z.record(id, model).default({}),
  datasets: z.array(dataset).min(1),
  retrievers: z.record(id, retriever).default({}),
  systems: z.array(system).min(1),
  /** The run is for choosing settings: splits that are for testing are warned about. */
  tuning: z.boolean().default(false),
  /** The system that others are compared with. Default: the first. */
  reference: id.optional(),
  seed: z.int().min(0).default(42),
  repeats: count.default(1),
  /** Questions in flight; with a model server, its calls in flight. */
  concurrency: count.max(4096).default(1),
  /** How far models are examined before anything is asked; `false`: not at all. */
  doctor: z.union([z.literal(false), z.enum(['short', 'full'])]).default('short'),
  environments: z.array(environment).min(1).default(['original']),
  budget: budget.default({}),
  /** `run`: the run's own log of calls, for resuming. `shared`: answers of other runs too; they have no latency. */
  cache: z.enum(['run', 'shared']).default('run'),
  /** Scorers; `native` stands for each dataset's official ones. */
  score: z.array(z.string().min(1)).min(1).default(['native']),
});

/** An experiment with its defaults filled in. */
export type Experiment = z.infer<typeof experimentSchema>;
/** An experiment as it is written down. */
export type WrittenExperiment = z.input<typeof experimentSchema>;
export type ServerSpec = z.infer<typeof server>;
export type SystemSpec = z.infer<typeof system>;
export type DatasetEntry = z.infer<typeof dataset>;
export type EnvironmentSpec = z.infer<typeof environment>;
