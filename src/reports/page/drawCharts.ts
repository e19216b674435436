import type { Chart } from './charts.ts';

/** The little of a browser that charts need. */
export interface ChartPage {
  readonly document: {
    getElementById(id: string): { readonly textContent: string | null } | null;
    readonly documentElement: { readonly classList: { add(name: string): void; remove(name: string): void } };
  };
  readonly Chart: new (canvas: unknown, config: unknown) => { destroy(): void };
  getComputedStyle(element: unknown): { getPropertyValue(name: string): string };
  matchMedia(query: string): { addEventListener(event: 'change', listener: () => void): void };
  addEventListener(event: 'beforeprint' | 'afterprint', listener: () => void): void;
}

/**
 * Draws the charts that the page carries as data (`#chart-data`) onto the canvases of their ids, in the colours of the
 * page's style, and again when those change: dark and light, screen and print.
 *
 * Its text is put into the page: it must not use anything from outside itself.
 */
export function drawCharts(page: ChartPage): void {
  const charts = JSON.parse(
    page.document.getElementById('chart-data')?.textContent ?? '[]',
  ) as readonly Chart[];
  const root = page.document.documentElement;
  const shapes = [
    'circle',
    'rect',
    'triangle',
    'rectRot',
    'star',
    'crossRot',
    'rectRounded',
    'cross',
    'dash',
    'line',
  ];
  let drawn: readonly { destroy(): void }[] = [];

  const draw = (): void => {
    for (const chart of drawn) chart.destroy();
    const style = page.getComputedStyle(root);
    const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
    const series = (at: number): string => colour(`series-${at % 10}`);
    // There are ten colours: from the eleventh system on bars and points are hollow.
    const filling = (at: number): string => (at < 10 ? series(at) : colour('paper'));
    // What is not a system must not look like one.
    const other = (at: number): string => series(at + 4);
    const upTo100 = (scale: { max: number }): void => {
      if (scale.max > 100) scale.max = 100;
    };
    const ink = colour('ink');
    const font = { family: colour('font'), size: 13 };

    const axis = (title: string, more: object = {}, ticks: object = {}): object => ({
      title: { display: title !== '', text: title, color: ink, font },
      ticks: { color: ink, font, ...ticks },
      grid: { color: colour('rule') },
      border: { color: colour('rule') },
      ...more,
    });
    // A system that has nothing in a chart, as one that only searches has no answers, is not in its legend.
    const isDrawn = (chart: Chart, at: number): boolean => {
      const one = chart.series[at];
      return (
        one === undefined ||
        ('points' in one ? one.points.length > 0 : one.values.some((value) => value !== null))
      );
    };
    const options = (chart: Chart, scales: object, more: object = {}): object => ({
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      scales,
      plugins: {
        legend: {
          position: 'bottom',
          labels: {
            color: ink,
            font,
            usePointStyle: true,
            boxHeight: 8,
            filter: ({ datasetIndex }: { datasetIndex: number }) => isDrawn(chart, datasetIndex),
          },
        },
      },
      ...more,
    });
    const whiskers = {
      errorBarColor: ink,
      errorBarWhiskerColor: ink,
      errorBarLineWidth: 1.5,
      errorBarWhiskerLineWidth: 1.5,
      errorBarWhiskerSize: 7,
    };

    const config = (chart: Chart): object => {
      if (chart.kind === 'bars') {
        const isSystem = chart.colours === 'systems';
        const value = chart.stacked
          ? { beginAtZero: true, stacked: true }
          : { beginAtZero: true, afterDataLimits: upTo100 };
        const category = { stacked: chart.stacked, grid: { display: false } };
        return {
          type: chart.stacked ? 'bar' : 'barWithErrorBars',
          data: {
            labels: chart.labels,
            datasets: chart.series.map((one, at) => ({
              label: one.name,
              backgroundColor: isSystem ? filling(at) : other(at),
              borderColor: isSystem ? series(at) : other(at),
              borderWidth: isSystem && at >= 10 ? 2 : 0,
              maxBarThickness: 44,
              skipNull: true,
              borderRadius: chart.stacked ? 0 : 2,
              pointStyle: 'rect',
              ...(chart.stacked ? {} : whiskers),
              data: one.values.map((y, label) => {
                if (chart.stacked) return y;
                const interval = one.intervals?.[label];
                return { y, yMin: interval?.low ?? y, yMax: interval?.high ?? y };
              }),
            })),
          },
          options: chart.stacked
            ? options(chart, { x: axis(chart.axis, value), y: axis('', category) }, { indexAxis: 'y' })
            : options(chart, { x: axis('', category), y: axis(chart.axis, value) }),
        };
      }
      const lines = chart.kind === 'lines';
      return {
        type: lines ? 'lineWithErrorBars' : 'scatter',
        data: {
          datasets: chart.series.map((one, at) => ({
            label: one.name,
            borderColor: series(at),
            backgroundColor: filling(at),
            pointStyle: shapes[at % shapes.length],
            radius: lines ? 4 : 7,
            hoverRadius: lines ? 6 : 9,
            ...(lines ? { ...whiskers, errorBarColor: series(at), errorBarWhiskerColor: series(at) } : {}),
            data: one.points.map(({ x, y, interval }) => ({
              x,
              y,
              ...(lines ? { yMin: interval?.low ?? y, yMax: interval?.high ?? y } : {}),
            })),
          })),
        },
        options: options(chart, {
          x: axis(
            chart.x,
            { type: 'linear', beginAtZero: !lines, afterDataLimits: upTo100 },
            lines ? { precision: 0 } : {},
          ),
          y: axis(chart.y, { beginAtZero: true, afterDataLimits: upTo100 }),
        }),
      };
    };
    drawn = charts.flatMap((chart) => {
      const canvas = page.document.getElementById(chart.id);
      return canvas === null ? [] : [new page.Chart(canvas, config(chart))];
    });
  };

  draw();
  page.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  page.addEventListener('beforeprint', () => {
    root.classList.add('printing');
    draw();
  });
  page.addEventListener('afterprint', () => {
    root.classList.remove('printing');
    draw();
  });
}
