import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Where npm would look for `name` when `from` requires it: the nearest `node_modules` upwards. */
function isLocked(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const version = lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]?.version;
    if (version !== undefined) return true;
    if (folder === '') return false;
  }
}

test('the lock file holds every optional platform package, so that npm ci works on every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([at, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isLocked(at, name))
      .map((name) => `${at} → ${name}`),
  );
  expect(missing).toEqual([]);
});

test('no package is locked without a version', () => {
  const empty = Object.entries(lock.packages).filter(([, entry]) => !entry.version);
  expect(empty.map(([at]) => at)).toEqual([]);
});
