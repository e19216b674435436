import type { Interval } from '../../statistics/interval.ts';

/** A chart as plain data: what is drawn and what the table behind it says. Shares are in percent. */
export type Chart = BarChart | PointChart;

interface ChartHead {
  /** Safe as an element's id. */
  readonly id: string;
  readonly title: string;
  readonly note: string;
}

/** Bars in groups, or on top of each other. `values` are by label; `null` = there is none. */
export interface BarChart extends ChartHead {
  readonly kind: 'bars';
  readonly labels: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
    readonly intervals?: readonly (Interval | null)[];
  }[];
  readonly axis: string;
  /** Whether the series are systems, which have the same colours in every chart. */
  readonly colours: 'systems' | 'others';
  /** Stacked bars lie on their side: one a label. */
  readonly stacked: boolean;
}

/** Points, joined to lines or not. */
export interface PointChart extends ChartHead {
  readonly kind: 'lines' | 'scatter';
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly {
      readonly x: number;
      readonly y: number;
      readonly interval?: Interval | null;
    }[];
  }[];
  readonly x: string;
  readonly y: string;
}
