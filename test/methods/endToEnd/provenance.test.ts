import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const pages = globSync('docs/methods/*.md');
const testFiles = globSync('test/**/*.test.ts');
const code = globSync('{src,experiments}/**/*.{ts,yaml}');

/** The last cell of each row of the tables that say where decisions come from. */
function places(page: string): readonly string[] {
  const sections = readFileSync(page, 'utf8').split(/^## /m);
  return sections
    .filter((text) => /^\| decision \|/m.test(text))
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('|'))
    .filter((line) => !/^\|(?: decision |-)/.test(line))
    .map((line) => line.split('|').at(-2)?.trim() ?? '');
}

/** Whether the pieces stand in the text in their order; `…` is what a page leaves out of a title. */
function holds(text: string, title: string): boolean {
  let from = 0;
  return title.split('…').every((piece) => {
    const at = text.indexOf(piece.trim(), from);
    from = at + piece.trim().length;
    return at >= 0;
  });
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    const missing = links.filter((link) => !existsSync(path.join(path.dirname(page), link)));
    expect(missing).toEqual([]);
  });

  test('quotes tests that exist, by their titles', () => {
    const quoted = [...text.matchAll(/([\w.]+\.test) "([^"]+)"/g)];
    const wrong = quoted.filter(([, name = '', title = '']) => {
      const files = testFiles.filter((file) => path.basename(file) === `${name}.ts`);
      return !files.some((file) => holds(readFileSync(file, 'utf8'), title));
    });
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });

  test('says of every decision where it is made or tried', () => {
    const empty = places(page).filter((place) => !/`|\.test\b|^the (?:same|backend)/.test(place));
    expect(empty).toEqual([]);
  });

  test('names what its files hold', () => {
    const wrong = places(page).flatMap((place) => {
      const names = [...place.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
      const files = names.filter((name) => /\.(?:ts|yaml)$/.test(name));
      const held = code
        .filter((file) => files.includes(path.basename(file)))
        .map((file) => readFileSync(file, 'utf8'));
      const words = names.filter((name) => /^[A-Za-z]\w*$/.test(name));
      return files.length === 0 ? [] : words.filter((word) => !held.some((each) => each.includes(word)));
    });
    expect(wrong).toEqual([]);
  });
});
