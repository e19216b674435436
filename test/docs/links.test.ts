import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const pages = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].filter((file) => existsSync(file)),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

/** A page without its code, in which brackets are no links. */
function prose(text: string): string {
  return text.replaceAll(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '').replaceAll(/(`+)[^`][\s\S]*?\1/g, '');
}

/** Targets of links and images, titles left out; those with a scheme lead elsewhere. */
function linksIn(text: string): readonly string[] {
  const inline = [...prose(text).matchAll(/\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const referred = [...prose(text).matchAll(/^ *\[[^\]]+\]: *<?(\S+?)>?(?: |$)/gm)];
  return [...inline, ...referred]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const withoutCode = text.replaceAll(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '');
  const headings = [...withoutCode.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) => {
    const name = heading
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
  const written = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([...headings, ...written]);
}

/** What is wrong with a link on a page; `undefined` when it leads somewhere. */
function broken(page: string, link: string): string | undefined {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), decodeURIComponent(file));
  if (target.startsWith('..')) return `${page}: ${link} leads out of the project`;
  if (!existsSync(target)) return `${page}: ${link} leads nowhere`;
  if (anchor === undefined || anchor === '') return undefined;
  if (statSync(target).isDirectory() || !target.endsWith('.md')) {
    // A line of a source file, as hosts number them.
    return /^L\d+(?:-L\d+)?$/.test(anchor) ? undefined : `${page}: ${link} has an anchor in what is no page`;
  }
  return anchorsOf(readFileSync(target, 'utf8')).has(anchor)
    ? undefined
    : `${page}: ${link}: there is no such heading`;
}

test('every relative link of the documents leads to a file, and its anchor to a heading', () => {
  expect(pages.length).toBeGreaterThan(20);
  const links = pages.flatMap((page) =>
    linksIn(readFileSync(page, 'utf8')).map((link) => [page, link] as const),
  );
  expect(links.length).toBeGreaterThan(50);
  expect(links.flatMap(([page, link]) => broken(page, link) ?? [])).toEqual([]);
});

test('links that lead nowhere are found', () => {
  const text =
    '# A b\n\n[x](gone.md) [y](#a-b) [z](#c) ![i](no.png "t")\n\n```\n[code](gone2.md)\n```\n`[c](gone3.md)` [web](https://x.y/z)\n[r]: gone4.md\n';
  expect(linksIn(text)).toEqual(['gone.md', '#a-b', '#c', 'no.png', 'gone4.md']);
  expect(broken('docs/made-up.md', 'gone.md')).toMatch(/leads nowhere/);
  expect([...anchorsOf('# A `b` (c), d\n## A b\n## A b\n')]).toEqual(['a-b-c-d', 'a-b', 'a-b-1']);
});
