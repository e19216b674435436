import type { Interval } from '../../statistics/interval.ts';

/** A table as plain data: HTML, Markdown, CSV and the terminal show the same numbers. */
export interface Table {
  /** Safe as a part of a file name; one of a kind and dataset. */
  readonly id: string;
  readonly kind: TableKind;
  readonly dataset: string;
  readonly title: string;
  /** What the numbers are and how they were had. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What to know before trusting a row: incomplete cells, latency that is not comparable. */
  readonly notes: readonly string[];
}

export type TableKind =
  | 'results'
  | 'retrieval'
  | 'comparison'
  | 'environments'
  | 'list-variance'
  | 'measure-variance'
  | 'latency'
  | 'stages'
  | 'work'
  | 'records'
  | 'slices';

export interface Column {
  /** For people. */
  readonly label: string;
  /** The full name, in CSV files: a scorer's name, for instance. */
  readonly name: string;
  readonly align: 'left' | 'right';
}

export interface Cell {
  /** Rounded, for people. */
  readonly text: string;
  /** Not rounded; `null` = there is no number. */
  readonly value: string | number | null;
  readonly interval?: Interval | null;
  /** The interval, rounded. */
  readonly detail?: string;
  readonly mark?: 'best' | 'second';
  /** Differs from the reference, p corrected < 0.05. */
  readonly significant?: boolean;
  /** The cell behind it is incomplete. */
  readonly incomplete?: boolean;
}
