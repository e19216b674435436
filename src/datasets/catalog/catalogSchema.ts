import { z } from 'zod';

const unknown = z.literal('unknown');
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
/** A path inside a dataset's folder: it must not lead out of it. */
const relativePath = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/, 'a relative path without dots at the front');
const checks = {
  name: relativePath,
  bytes: z.union([z.int().positive(), unknown]),
  sha256: z.union([z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'), unknown]),
  /** A rounded size for people, where the exact one is not known. */
  about: z.string().optional(),
};

const address = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
  /** A file of a Hugging Face dataset repository: HF_ENDPOINT applies. */
  z.strictObject({ hf: z.string().regex(/^[\w.-]+\/[\w.-]+$/), revision: z.string(), path: relativePath }),
]);
const source = z.union([
  address,
  /** A member of an archive of the same entry, by the end of its path. */
  z.strictObject({ archive: name, member: z.string() }),
  /** A file that ships with Ragstone. */
  z.strictObject({ packaged: relativePath }),
]);
const file = z.strictObject({ ...checks, sources: z.array(source).min(1) });
const archive = z.strictObject({ ...checks, sources: z.array(address).min(1) });

const described = {
  title: z.string(),
  homepage: z.url().optional(),
  licence: z.string(),
  /** What the licence asks or forbids, where a user should know. */
  terms: z.string().optional(),
  citation: z.string(),
  archives: z.record(name, archive).optional(),
};

const split = z.strictObject({
  split: name,
  setting: name.optional(),
  purpose: z.enum(['train', 'tune', 'test', 'unknown']),
  questions: z.int().positive().optional(),
  note: z.string().optional(),
  /** Instead of the dataset's. */
  corpus: name.optional(),
  files: z.array(file).min(1),
});

const dataset = z.strictObject({
  ...described,
  /** A layout of `src/datasets/formats/`. */
  format: name,
  scorers: z.array(z.string()).min(1),
  /** A corpus of this catalog, or `contexts`: the union of the questions' own. */
  corpus: name,
  /** The split that is read when none is asked for; the first one without it. */
  split: name.optional(),
  splits: z.array(split).min(1),
});

const corpus = z.strictObject({
  ...described,
  /** A layout of `src/datasets/corpora/`. */
  format: name,
  passages: z.int().positive().optional(),
  files: z.array(file).min(1),
});

/** `datasets/catalog.yaml`: public datasets and corpora, where they come from and how they are scored. */
export const catalogSchema = z.strictObject({
  ragstone: z.literal(1),
  datasets: z.record(name, dataset),
  corpora: z.record(name, corpus),
});

export type Catalog = z.infer<typeof catalogSchema>;
export type CatalogDataset = z.infer<typeof dataset>;
export type CatalogCorpus = z.infer<typeof corpus>;
export type CatalogSplit = z.infer<typeof split>;
export type CatalogFile = z.infer<typeof file>;
export type CatalogArchive = z.infer<typeof archive>;
export type CatalogAddress = z.infer<typeof address>;
