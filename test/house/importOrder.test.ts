import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

/** From `CONTRIBUTING.md`: a folder imports only from itself and from those above it. */
const order = [
  'errors.ts',
  'ports',
  'io',
  'statistics',
  'datasets',
  'backends',
  'retrieval',
  'methods',
  'scoring',
  'environments',
  'training',
  'runs',
  'reports',
  'langchain',
  'vitest',
  'load',
  'cli',
  'index.ts',
];

function sourceFiles(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

/** Everything that a module names: imports, re-exports and dynamic imports of a literal, types too. */
function specifiers(file: string, text: string): readonly string[] {
  const { module } = parseSync(file, text);
  return [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map((each) =>
      text.slice(each.moduleRequest.start, each.moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
    ),
  ];
}

function place(file: string): number {
  return order.indexOf(file.split(path.sep)[0] ?? '');
}

/** `importer → imported` for each import that goes up the list. */
function upwardImports(file: string, text: string): readonly string[] {
  return specifiers(file, text)
    .filter((specifier) => specifier.startsWith('.') && !specifier.includes('${'))
    .map((specifier) => path.normalize(path.join(path.dirname(file), specifier)))
    .filter((target) => !target.startsWith('..') && place(target) > place(file))
    .map((target) => `${file} → ${target}`);
}

describe('import order', () => {
  test('every folder of src has its place in the list', () => {
    expect(sourceFiles().filter((file) => place(file) === -1)).toEqual([]);
  });

  test('no module imports from a folder further down, not even a type', () => {
    expect(
      sourceFiles().flatMap((file) => upwardImports(file, readFileSync(path.join('src', file), 'utf8'))),
    ).toEqual([]);
  });

  test('only langchain/ imports LangChain', () => {
    const importers = sourceFiles().filter((file) =>
      specifiers(file, readFileSync(path.join('src', file), 'utf8')).some((name) =>
        /^(?:@langchain\/|langchain)/.test(name),
      ),
    );
    expect(importers.filter((file) => !file.startsWith(`langchain${path.sep}`))).toEqual([]);
    expect(importers).not.toEqual([]);
  });

  test('the check sees type imports, re-exports and dynamic imports', () => {
    const text = `import type { A } from '../runs/a.ts'; export { b } from '../cli/b.ts'; await import('../reports/c.ts');`;
    expect(upwardImports('io/example.ts', text)).toEqual([
      'io/example.ts → runs/a.ts',
      'io/example.ts → cli/b.ts',
      'io/example.ts → reports/c.ts',
    ]);
  });

  test('cli/main and the verbs load only Node, commander and their own user interface', () => {
    const files = ['cli/main.ts', ...sourceFiles().filter((file) => file.startsWith('cli/verbs'))];
    const heavy = files.flatMap((file) => {
      const { module } = parseSync(file, readFileSync(path.join('src', file), 'utf8'));
      return module.staticImports
        .filter((each) => !each.entries.every((entry) => entry.isType) || each.entries.length === 0)
        .map((each) => each.moduleRequest.value)
        .filter((name) => !name.startsWith('node:') && name !== 'commander')
        .filter((name) => !/^(?:\.\/|\.\.\/ui\/|\.\.\/\.\.\/ui\/|\.\/verbs\/)/.test(name))
        .map((name) => `${file} → ${name}`);
    });
    expect(heavy).toEqual([]);
  });
});
