import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { writeReport } from '../../../src/reports/writeReport.ts';
import { startChromium, withoutChromium } from '../../support/chromium.ts';
import { makeRun, passage, twoSteps, type MadeRun } from '../../support/makeRun.ts';

const EM = 'em/hotpot@1';
const F1 = 'f1/hotpot@1';
const RECALLS = ['recall@1/title/evidence@1', 'recall@2/title/evidence@1', 'recall@5/title/evidence@1'];
const HOSTILE =
  '</script><script>window.hacked = true</script><img src=x onerror="window.hacked = true">\u202Etxt.exe';

const made: MadeRun = {
  questions: 24,
  systems: ['base', '<b>bold</b>', 'right\u202Eleft'],
  scorers: [EM, F1, ...RECALLS],
  environments: [
    { id: 'original', changes: 'nothing' },
    { id: 'reworded', changes: 'retrieval' },
  ],
  record: ({ system, position, environment }) => {
    const right = system === 'base' ? position % 2 : Number(position % 3 > 0);
    const list = [passage(`p${position}`, HOSTILE), passage(`${environment}-${position}`)];
    return {
      text: HOSTILE,
      slices: { kind: position % 2 === 0 ? '<i>even</i>' : 'odd' },
      answer: { text: position === 3 ? `${HOSTILE}${'א'.repeat(1_000_000)}` : HOSTILE },
      lists: { first: list, evidence: list, shown: list },
      steps: twoSteps(list),
      scores: {
        [EM]: right,
        [F1]: right,
        ...Object.fromEntries(RECALLS.map((name, at) => [name, (at + 1) / 4])),
      },
    };
  },
  manifest: { name: HOSTILE, warnings: [HOSTILE] },
};

/** Run in the page: how many colours each canvas shows. */
const COLOURS_DRAWN = `[...document.querySelectorAll('canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 255) colours.add(data.slice(at, at + 3).join());
  }
  return { id: canvas.id, colours: colours.size };
})`;

describe.skipIf(withoutChromium)('the report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let address: string;
  let bytes: number;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ragstone-browser-'));
    await makeRun(folder, made);
    const { html } = await writeReport(folder);
    address = pathToFileURL(html).href;
    bytes = (await stat(html)).size;
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(options: BrowserContextOptions = {}): Promise<{
    readonly page: Page;
    readonly requests: readonly string[];
    readonly complaints: readonly string[];
  }> {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return { page, requests, complaints };
  }

  test('nothing is fetched, and the policy has nothing to complain about', async () => {
    const { requests, complaints } = await open();
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('every chart is drawn, %s', async (colorScheme) => {
    const { page } = await open({ colorScheme });
    const drawn =
      await page.evaluate<readonly { readonly id: string; readonly colours: number }[]>(COLOURS_DRAWN);
    expect(drawn.map(({ id }) => id)).toEqual([
      'chart-answers-0',
      'chart-recall-0-0',
      'chart-churn-0-first',
      'chart-churn-0-evidence',
      'chart-environments-0',
      'chart-stages-0',
    ]);
    for (const { id, colours } of drawn) expect([id, colours > 3]).toEqual([id, true]);
  });

  test('hostile text stays text', async () => {
    const { page } = await open();
    await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
    expect(await page.evaluate("'hacked' in window")).toBe(false);
    expect(await page.locator('main img, main b:not(.steps b), main i, main script').count()).toBe(0);
    const text = (await page.locator('body').textContent()) ?? '';
    expect(text).toContain('<img src=x onerror="window.hacked = true">⟨U+202E⟩txt.exe');
    expect(text).not.toContain('\u202E');
  });

  test('an answer of a megabyte is cut with a note, and the page stays small', async () => {
    const { page } = await open();
    expect(await page.getByText(/… and 998,\d{3} more characters/).count()).toBe(3);
    expect(bytes).toBeLessThan(1_000_000);
  });

  test('every chart has its data in a table, every table a caption or a heading row', async () => {
    const { page } = await open();
    expect(await page.locator('figure:has(canvas) details table').count()).toBe(
      await page.locator('canvas').count(),
    );
    expect(await page.locator('table:not(:has(thead th))').count()).toBe(0);
    expect(await page.locator('main tbody tr:not(:has(th[scope=row]))').count()).toBe(0);
    expect(await page.locator('canvas:not([aria-label])').count()).toBe(0);
  });

  test('a phone scrolls tables, never the page', async () => {
    const { page } = await open({ viewport: { width: 360, height: 800 } });
    await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('charts follow the colour scheme and print on light paper', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const picture = (): Promise<string> =>
      page.evaluate<string>("document.getElementById('chart-answers-0').toDataURL()");
    const light = await picture();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(picture).not.toBe(light);
    const dark = await picture();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await expect.poll(picture).toBe(light);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await expect.poll(picture).toBe(dark);
  });

  test('text stands out from its background by 4.5 to 1, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ colorScheme });
      const colour = (name: string): Promise<string> =>
        page.evaluate<string>(
          `getComputedStyle(document.documentElement).getPropertyValue('--${name}').trim()`,
        );
      const pairs = ['ink', 'soft', 'accent'].flatMap((name) => [
        [name, 'paper'],
        [name, 'raised'],
      ]);
      for (const [text = '', ground = ''] of [
        ...pairs,
        ['warn', 'warn-paper'],
        ['ink', 'best'],
        ['soft', 'best'],
      ]) {
        const contrast = contrastOf(await colour(text), await colour(ground));
        expect([text, ground, contrast >= 4.5]).toEqual([text, ground, true]);
      }
    }
  });
});

/** WCAG 2.2's contrast of two colours written as #rrggbb. */
function contrastOf(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
