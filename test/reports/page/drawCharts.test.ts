import { expect, test } from 'vitest';
import type { Chart } from '../../../src/reports/page/charts.ts';
import { type ChartPage, drawCharts } from '../../../src/reports/page/drawCharts.ts';

interface Config {
  readonly options: {
    readonly plugins: {
      readonly legend: { readonly labels: { filter(item: { datasetIndex: number }): boolean } };
    };
  };
}

function legendsOf(charts: readonly Chart[]): readonly (readonly string[])[] {
  const configs: Config[] = [];
  const page: ChartPage = {
    document: {
      getElementById: (id) => ({ textContent: id === 'chart-data' ? JSON.stringify(charts) : null }),
      documentElement: { classList: { add: () => undefined, remove: () => undefined } },
    },
    Chart: class {
      constructor(_canvas: unknown, config: unknown) {
        configs.push(config as Config);
      }
      destroy(): void {}
    },
    getComputedStyle: () => ({ getPropertyValue: () => '#123456' }),
    matchMedia: () => ({ addEventListener: () => undefined }),
    addEventListener: () => undefined,
  };
  drawCharts(page);
  return charts.map((chart, at) =>
    chart.series.flatMap(({ name }, datasetIndex) =>
      configs[at]?.options.plugins.legend.labels.filter({ datasetIndex }) === true ? [name] : [],
    ),
  );
}

test('a system without a bar or a point is not in the legend', () => {
  const head = { id: 'a', title: 'A', note: '' };
  expect(
    legendsOf([
      {
        ...head,
        kind: 'bars',
        labels: ['EM', 'F1'],
        series: [
          { name: 'search', values: [null, null] },
          { name: 'reads', values: [null, 0] },
        ],
        axis: 'percent',
        colours: 'systems',
        stacked: false,
      },
      {
        ...head,
        kind: 'scatter',
        series: [
          { name: 'reads', points: [{ x: 1, y: 2 }] },
          { name: 'search', points: [] },
        ],
        x: 's',
        y: 'EM',
      },
    ]),
  ).toEqual([['reads'], ['reads']]);
});
