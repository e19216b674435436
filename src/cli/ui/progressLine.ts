import { readableSeconds } from '../../io/readableSeconds.ts';

/** One line on stderr that tells how far a long piece of work is. */
export interface ProgressLine {
  update(state: { readonly done: number; readonly total?: number; readonly note?: string }): void;
  /** Leaves the last state standing and begins a new line. */
  end(): void;
}

/** Milliseconds between redraws on a terminal, and between lines elsewhere. */
const redrawEvery = 100;
const printEvery = 5000;

/**
 * `label  1,234 / 10,000  12 %  208/s  42 s left`. On a terminal the line is redrawn; elsewhere a plain line is
 * printed every five seconds and at the end. `unit` is what is counted.
 */
export function progressLine(
  label: string,
  unit: string,
  out: NodeJS.WriteStream = process.stderr,
  clock: () => number = () => performance.now(),
): ProgressLine {
  const live = out.isTTY;
  const began = clock();
  let [last, shown] = [-Infinity, false];
  let text = '';
  const draw = (): void => {
    out.write(live ? `\r\u001B[K${text}` : `${text}\n`);
    shown = true;
  };
  return {
    update({ done, total, note }) {
      const now = clock();
      text = describe(label, unit, done, total, (now - began) / 1000, note);
      shown = false;
      if (now - last < (live ? redrawEvery : printEvery)) return;
      last = now;
      draw();
    },
    end() {
      if (!shown && text !== '') draw();
      if (live && text !== '') out.write('\n');
    },
  };
}

function describe(
  label: string,
  unit: string,
  done: number,
  total: number | undefined,
  seconds: number,
  note: string | undefined,
): string {
  // Over less than a second a rate is noise.
  const rate = seconds >= 1 ? done / seconds : 0;
  const parts = [
    label,
    total === undefined ? `${group(done)} ${unit}` : `${group(done)} / ${group(total)} ${unit}`,
    total === undefined || total === 0 ? undefined : `${Math.floor((100 * done) / total)} %`,
    rate > 0 ? `${rate >= 10 ? group(Math.round(rate)) : rate.toFixed(1)}/s` : undefined,
    total !== undefined && rate > 0 && done < total
      ? `${readableSeconds((total - done) / rate)} left`
      : undefined,
    note,
  ];
  return parts.filter((part) => part !== undefined).join('  ');
}

function group(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
