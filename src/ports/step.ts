import type { Served, Usage } from './backend.ts';
import type { StageKind } from './tools.ts';

/** A passage in a record: its text lies in the run's `texts.*.jsonl` under `text` (sha256, 16 hex digits). */
export interface PassageRef {
  readonly id: string;
  readonly title: string;
  readonly score: number;
  readonly text: string;
}

/** Milliseconds: `at` since the record began, `ms` of duration. */
interface Timed {
  readonly at: number;
  readonly ms: number;
}

/** One typed event inside a record. */
export type Step =
  | (Timed & {
      readonly kind: 'retrieve';
      readonly query: string;
      readonly k: number;
      readonly found: readonly PassageRef[];
    })
  | (Timed & {
      readonly kind: 'generate';
      readonly role: string;
      /** Hash of the prompt in `texts.*.jsonl`. */
      readonly prompt: string;
      readonly text: string;
      readonly reasoning?: string;
      readonly finish: 'stop' | 'length' | 'choice';
      readonly usage: Usage;
      readonly served: Served;
    })
  | (Timed & {
      readonly kind: 'embed';
      readonly role: string;
      readonly texts: number;
      readonly served: Served;
    })
  | (Timed & {
      readonly kind: 'rerank';
      readonly role: string;
      readonly texts: number;
      readonly served: Served;
    })
  | (Timed & {
      readonly kind: 'fit';
      readonly role: string;
      readonly offered: number;
      readonly shown: number;
    })
  | (Timed & {
      readonly kind: 'decide';
      readonly what: string;
      readonly chosen: string;
      readonly because: Readonly<Record<string, number | string>>;
    })
  | (Timed & {
      readonly kind: 'within';
      readonly stage: StageKind;
      readonly label: string;
      readonly steps: readonly Step[];
    });
