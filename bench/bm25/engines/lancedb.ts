import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { firstLines } from './firstLines.ts';
import { type Comparison, type Engine, timed } from './engine.ts';

/** What is used of `@lancedb/lancedb`, which is no dependency. */
interface LanceDb {
  readonly Index: { fts(options: Readonly<Record<string, unknown>>): unknown };
  connect(folder: string): Promise<{
    createTable(name: string, rows: readonly object[]): Promise<LanceTable>;
    openTable(name: string): Promise<LanceTable>;
  }>;
}

interface LanceTable {
  add(rows: readonly object[]): Promise<unknown>;
  createIndex(column: string, options: { readonly config: unknown }): Promise<void>;
  query(): {
    fullTextSearch(
      query: string,
      options: { readonly columns: string },
    ): {
      select(columns: readonly string[]): {
        limit(k: number): { toArray(): Promise<readonly { readonly id: string; readonly text: string }[]> };
      };
    };
  };
}

const batchRows = 50_000;

/** LanceDB's full-text search (k1 1.2, b 0.75, fixed). @param home A folder with `node_modules/@lancedb/lancedb`. */
export async function lancedb({ corpus, passages, folder }: Comparison, home: string): Promise<Engine> {
  const load = createRequire(path.join(home, 'package.json'));
  const lance = load('@lancedb/lancedb') as LanceDb;
  const place = path.join(folder, 'lancedb');
  const isBuilt = existsSync(place);
  const database = await lance.connect(place);
  let buildSeconds: number | undefined;
  if (!isBuilt) {
    const began = performance.now();
    let table: LanceTable | undefined;
    let rows: { id: string; text: string }[] = [];
    const write = async (): Promise<void> => {
      if (table === undefined) table = await database.createTable('passages', rows);
      else await table.add(rows);
      rows = [];
    };
    for await (const { id, text } of firstLines(corpus, passages)) {
      rows.push({ id, text });
      if (rows.length === batchRows) await write();
    }
    if (rows.length > 0) await write();
    const config = lance.Index.fts({
      withPosition: false,
      baseTokenizer: 'simple',
      lowercase: true,
      stem: false,
      removeStopWords: false,
      asciiFolding: false,
    });
    await table?.createIndex('text', { config });
    buildSeconds = (performance.now() - began) / 1000;
  }
  const table = await database.openTable('passages');
  return {
    name: 'LanceDB',
    passages,
    buildSeconds,
    ask: (query) =>
      timed(async () => {
        const search = table.query().fullTextSearch(query, { columns: 'text' });
        const found = await search.select(['id', 'text', '_score']).limit(10).toArray();
        return found.map(({ id }) => id);
      }),
    async [Symbol.asyncDispose]() {},
  };
}
