import type { Patience } from '../../io/download/receive.ts';
import type { Catalog } from '../catalog/catalogSchema.ts';
import type { CatalogEntry } from '../catalog/findEntry.ts';
import type { Hub } from './hub.ts';

export interface PullOptions {
  readonly catalog: Catalog;
  /** A dataset or corpus of the catalog. */
  readonly name: string;
  /** Without a split and a setting: all of the dataset. */
  readonly split?: string | undefined;
  readonly setting?: string | undefined;
  /** An address or a folder that is laid out as Ragstone's own `datasets` folder; asked instead of the catalog's. */
  readonly mirror?: string | undefined;
  readonly signal: AbortSignal;
  readonly progress?: (progress: PullProgress) => void;
  /** Where RAGSTONE_HOME and the HF_ variables are read. Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly patience?: Patience;
}

export interface PullProgress {
  readonly file: string;
  readonly bytes: number;
  readonly total?: number;
}

/** A file of a pulled dataset. */
export interface PulledFile {
  readonly name: string;
  /** `present`: it was there already. `packaged`: it ships with Ragstone. */
  readonly state: 'received' | 'present' | 'packaged';
  readonly bytes?: number;
  readonly sha256?: string;
  readonly address?: string;
  /** Whether the catalog knew the SHA-256 of the file or of its archive, so that it was checked. */
  readonly checked: boolean;
}

/** A pull in progress. */
export interface PullContext extends PullOptions {
  readonly entry: CatalogEntry;
  readonly folder: string;
  readonly hub: Hub;
}
