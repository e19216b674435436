import type { Interval } from '../../statistics/interval.ts';
import type { Cell, Column } from './table.ts';

export const NONE = '–';

export function text(value: string): Cell {
  return { text: value, value };
}

export function left(label: string, name = label.toLowerCase()): Column {
  return { label, name, align: 'left' };
}

export function right(label: string, name = label.toLowerCase()): Column {
  return { label, name, align: 'right' };
}

export function count(value: number): Cell {
  return { text: String(value), value };
}

/** A share of 0 to 1 in percent with one decimal, with its interval where it has one. */
export function percent(value: number | null, interval?: Interval | null): Cell {
  return withInterval(value, interval, formatPercent);
}

/** A difference of two shares in points of percent, signed. */
export function points(value: number | null, interval?: Interval | null): Cell {
  return withInterval(value, interval, (share) => signed(formatPercent(share)));
}

/** A number with as many decimals as its size deserves. */
export function number(value: number | null): Cell {
  return { text: value === null ? NONE : formatNumber(value), value };
}

/** A number from −1 to 1, two decimals. */
export function ratio(value: number | null): Cell {
  return { text: value === null ? NONE : minus(value.toFixed(2)), value };
}

export function pValue(p: number | null): Cell {
  if (p === null) return { text: NONE, value: p };
  return { text: p < 0.001 ? '<0.001' : p.toFixed(3), value: p };
}

function formatPercent(share: number): string {
  return minus((100 * share).toFixed(1));
}

export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return minus(String(value));
  const size = Math.abs(value);
  if (size < 10) return minus(value.toFixed(2));
  return minus(value.toFixed(size < 100 ? 1 : 0));
}

function withInterval(
  value: number | null,
  interval: Interval | null | undefined,
  format: (value: number) => string,
): Cell {
  if (value === null) return { text: NONE, value };
  const cell = { text: format(value), value };
  if (interval === undefined) return cell;
  if (interval === null) return { ...cell, interval };
  return { ...cell, interval, detail: `[${format(interval.low)}, ${format(interval.high)}]` };
}

function signed(formatted: string): string {
  return /^[−0]/.test(formatted) && !/^0\.[1-9]/.test(formatted) ? formatted : `+${formatted}`;
}

/** A true minus sign, and no minus before a zero. */
function minus(formatted: string): string {
  return /^-0(?:\.0+)?$/.test(formatted) ? formatted.slice(1) : formatted.replace('-', '−');
}
