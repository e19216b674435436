import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** chart.js and its error bars as one script for a page, safe inside a script element. */
export async function chartLibraries(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const scripts = await Promise.all([
    readFile(path.join(path.dirname(resolve('chart.js')), 'chart.umd.min.js'), 'utf8'),
    readFile(path.join(path.dirname(resolve('chartjs-chart-error-bars')), 'index.umd.min.js'), 'utf8'),
  ]);
  return scripts
    .map((script) =>
      script
        .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
        .replace(/<\/(script)/gi, '<\\/$1')
        .trim(),
    )
    .join('\n');
}
