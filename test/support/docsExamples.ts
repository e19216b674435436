import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The TypeScript of a page of the documentation: modules, which begin with their file's name, and scripts. */
export function docsExamples(page: string): {
  readonly modules: Readonly<Record<string, string>>;
  readonly scripts: readonly string[];
} {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, code = '']) => code,
  );
  const named = blocks.map((code) => ({ name: /^\/\/ ([\w-]+\.ts)\n/.exec(code)?.[1], code }));
  return {
    modules: Object.fromEntries(
      named.flatMap(({ name, code }) => (name === undefined ? [] : [[name, code]])),
    ),
    scripts: named.flatMap(({ name, code }) => (name === undefined ? [code] : [])),
  };
}

/** Writes an example where it runs outside the project: with the addresses of what it imports. */
export async function placeExample(folder: string, name: string, code: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(
    file,
    code.replaceAll(/(?<= from ')[^']+(?=')/g, (imported) => {
      if (imported.startsWith('./')) return imported;
      if (imported === 'ragstone') return pathToFileURL('src/index.ts').href;
      if (imported === 'ragstone/langchain') return pathToFileURL('src/langchain/index.ts').href;
      return import.meta.resolve(imported);
    }),
  );
  return file;
}
