import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { printTables } from '../../../src/cli/ui/printTables.ts';
import { progressLine } from '../../../src/cli/ui/progressLine.ts';
import { terminalSafe } from '../../../src/cli/ui/terminalSafe.ts';
import type { Table } from '../../../src/reports/tables/table.ts';

function screen(isTTY: boolean): NodeJS.WriteStream & { readonly said: () => string } {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    getColorDepth: () => WriteStream.prototype.getColorDepth(),
  });
  return Object.assign(stream, {
    said: () => String(stream.read() ?? ''),
  }) as unknown as NodeJS.WriteStream & {
    readonly said: () => string;
  };
}

beforeEach(() => {
  for (const name of ['NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR', 'CI']) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const table: Table = {
  id: 'results-x',
  kind: 'results',
  dataset: 'x',
  title: 'Answers',
  caption: '',
  columns: [
    { label: 'System', name: 'system', align: 'left' },
    { label: 'EM', name: 'em/x@1', align: 'right' },
  ],
  rows: [
    [
      { text: 'evil\u001B[2J\u202Esystem', value: 'evil' },
      { text: '50.0', value: 0.5, detail: '[40.0, 60.0]', mark: 'best', significant: true },
    ],
    [
      { text: 'b', value: 'b' },
      { text: '–', value: null },
    ],
  ],
  notes: ['careful'],
};

describe('printTables', () => {
  test('aligns columns, marks significance, leaves out rows without figures', () => {
    const out = screen(false);
    printTables(
      [
        {
          ...table,
          rows: [
            ...table.rows.slice(1),
            [
              { text: 'a', value: 'a' },
              { text: '1.0', value: 0.01 },
            ],
          ],
        },
      ],
      out,
    );
    expect(out.said()).toBe('\nAnswers\nSystem   EM\na       1.0\n! careful\n\n');
  });

  test('prints the best in bold on a terminal, and nothing that text from outside could steer it with', () => {
    const out = screen(true);
    printTables([table], out);
    const said = out.said();
    expect(said).toContain('\u001B[1m50.0† [40.0, 60.0]\u001B[22m');
    expect(said).toContain('evil\uFFFD[2J\uFFFDsystem');
  });

  test('prints nothing in bold where NO_COLOR is set', () => {
    vi.stubEnv('NO_COLOR', '1');
    const out = screen(true);
    printTables([table], out);
    expect(out.said()).not.toContain('\u001B[1m');
  });

  test('names the dataset where there are several', () => {
    const out = screen(false);
    printTables([table, { ...table, dataset: 'y' }], out);
    expect(out.said()).toContain('y: Answers');
  });
});

describe('progressLine', () => {
  test('prints plain lines every five seconds and at the end where there is no terminal', () => {
    const out = screen(false);
    let now = 0;
    const line = progressLine('asking', 'records', out, () => now);
    for (now = 0; now <= 12_000; now += 1000) line.update({ done: now / 1000, total: 12 });
    line.end();
    expect(out.said().split('\n')).toEqual([
      'asking  0 / 12 records  0 %',
      'asking  5 / 12 records  41 %  1.0/s  7 s left',
      'asking  10 / 12 records  83 %  1.0/s  2 s left',
      'asking  12 / 12 records  100 %  1.0/s',
      '',
    ]);
  });

  test('redraws one line on a terminal', () => {
    const out = screen(true);
    let now = 0;
    const line = progressLine('indexing', 'passages', out, () => now);
    line.update({ done: 1500 });
    now = 3000;
    line.update({ done: 4500 });
    line.end();
    expect(out.said()).toBe(
      '\r\u001B[Kindexing  1,500 passages\r\u001B[Kindexing  4,500 passages  1,500/s\n',
    );
  });
});

test('terminalSafe keeps line feeds and tabs and nothing else that steers a terminal', () => {
  expect(terminalSafe('a\tb\nc\u0007\u009B\u2066d')).toBe('a\tb\nc\uFFFD\uFFFD\uFFFDd');
});
