import type { BackendIdentity, Capabilities } from './backend.ts';
import type { Budget } from './budget.ts';
import type { SplitPurpose } from './dataset.ts';
import type { Finding } from './finding.ts';
import type { Fidelity, Fit } from './method.ts';

/** `run.json`: what ran, on what, with what. Written when the run starts, rewritten at each change of status. */
export interface Manifest {
  readonly ragstone: 1;
  readonly version: string;
  /** The run's folder name. */
  readonly id: string;
  readonly name: string;
  readonly status: 'running' | 'complete' | 'incomplete' | 'interrupted';
  readonly started: string;
  readonly finished?: string;
  readonly git?: { readonly commit: string; readonly dirty: boolean };
  readonly machine: Machine;
  /** The merged experiment (file, then flags), without secrets. */
  readonly experiment: unknown;
  /** sha256 of the canonical form of everything that decides the numbers: two runs with one hash are one experiment. */
  readonly experimentHash: string;
  readonly seed: number;
  readonly concurrency: number;
  readonly repeats: number;
  /** The system that the others are compared with. */
  readonly reference: string;
  readonly models: readonly ManifestModel[];
  /** Where the models are; absent in a run without models. */
  readonly servers?: readonly ManifestServer[];
  readonly datasets: readonly ManifestDataset[];
  readonly retrievers: readonly ManifestRetriever[];
  readonly systems: readonly ManifestSystem[];
  readonly environments: readonly ManifestEnvironment[];
  readonly cells: readonly ManifestCell[];
  /** Things a reader should know before trusting a number: tuned on test, gold missing from the corpus … */
  readonly warnings: readonly string[];
}

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
  /** Declared by the user for a server; never guessed. */
  readonly device: string;
}

export interface ManifestDataset {
  readonly id: string;
  readonly name: string;
  readonly split: string;
  readonly setting?: string;
  readonly purpose: SplitPurpose;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly sample: {
    readonly kind: 'all' | 'limit' | 'reservoir' | 'ids';
    readonly n?: number;
    readonly seed?: number;
  };
  /** The exact ids asked, in order. */
  readonly ids: readonly string[];
  /** sha256 of the normalised records. */
  readonly sha256: string;
  readonly scorers: readonly string[];
  readonly nativeScorers: readonly string[];
  readonly corpus?: {
    readonly name: string;
    readonly passages: number;
    readonly sha256: string;
    /** Share of annotated gold passages or titles that the corpus holds, 0 to 1; absent where gold is not annotated. */
    readonly goldShare?: number;
  };
}

/** A model, and what was found out about it before any question was asked. */
export interface ManifestModel extends BackendIdentity {
  readonly id: string;
  /** What it can do, in the light of the findings. */
  readonly can: Capabilities;
  readonly examined: Examined;
  /** Declared; `unknown` where nobody did. */
  readonly device: string;
}

/** What was found out before any question was asked, or why nothing was. */
export type Examined =
  | {
      /** By few requests, by many, or from what is known of an engine in our own hands. */
      readonly how: 'short' | 'full' | 'engine';
      /** ISO 8601. */
      readonly at: string;
      readonly ms: number;
      readonly findings: readonly Finding[];
      /** When the answers were recorded that this run replays. */
      readonly replayed?: true;
    }
  | { readonly how: 'not'; readonly because: string };

/** A model server, an engine in process, or a model that code handed in: whatever has a limit of calls of its own. */
export interface ManifestServer {
  readonly id: string;
  readonly address: string;
  /** Ids of the models on it. */
  readonly models: readonly string[];
  readonly examined: Examined;
  /**
   * How many calls might be in flight, one list a writer of the run, each process beginning with `start`. Written when
   * a writer ends.
   */
  readonly limits: readonly (readonly LimitChange[])[];
}

/** How many calls may be in flight on a server, and since when. */
export interface LimitChange {
  /** ISO 8601. */
  readonly at: string;
  readonly limit: number;
  /** `overloaded`: halved, since the server had too much to do. `restored`: raised by one. */
  readonly because: 'start' | 'overloaded' | 'restored';
}

export interface ManifestRetriever {
  readonly id: string;
  readonly dataset: string;
  readonly environment: string;
  readonly fingerprint: Readonly<Record<string, string | number>>;
}

export interface ManifestSystem {
  readonly id: string;
  readonly method: string;
  readonly summary: string;
  /** It worked without the tools: only its whole time is known, and its calls, searches and tokens are not. */
  readonly opaque?: true;
  /** It only searches: measures of answers do not apply. */
  readonly answers?: false;
  readonly fidelity: Fidelity;
  readonly fit: Fit;
  readonly settings: unknown;
  readonly settingsHash: string;
  readonly source?: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly budget?: Budget;
}

export interface ManifestEnvironment {
  readonly id: string;
  /** One line for people. */
  readonly summary: string;
  /** What it changes: retrieval environments can move rankings, reader environments only answers. */
  readonly changes: 'nothing' | 'retrieval' | 'reader';
  /** Who sees a new wording. */
  readonly on?: 'query' | 'question';
}

export interface ManifestCell {
  readonly id: string;
  readonly system: string;
  readonly dataset: string;
  readonly environment: string;
  /** From 0. */
  readonly repeat: number;
}
