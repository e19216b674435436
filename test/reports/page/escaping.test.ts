import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { embedJson } from '../../../src/reports/page/embedJson.ts';
import { escapeHtml } from '../../../src/reports/page/escapeHtml.ts';
import { visibleText } from '../../../src/reports/visibleText.ts';

test('markup, quotes and ampersands are text', () => {
  expect(escapeHtml(`<b onclick="x">'&amp;`)).toBe('&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;amp;');
});

test('no text can open an element, an entity or end an attribute', () => {
  const hostile = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(hostile, (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
    }),
  );
});

test.each([
  ['\u202Egnp.exe', '⟨U+202E⟩gnp.exe'],
  ['a\u0000b\u001B[31m', 'a⟨U+0000⟩b⟨U+001B⟩[31m'],
  ['zero\u200Bwidth\uFEFF', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
  ['\uD800', '⟨U+D800⟩'],
  ['tag \u{E0041}', 'tag ⟨U+E0041⟩'],
])('hidden characters of %j are written out', (text, expected) => {
  expect(visibleText(text)).toBe(expected);
});

test('ordinary text of any script, tabs and line ends stay as they are', () => {
  const text = 'Zürich 東京 עברית العربية 😀\n\tnext';
  expect(visibleText(text)).toBe(text);
});

test('embedded JSON reads back and cannot end its element', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = embedJson(value);
      expect(text).not.toContain('<');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(embedJson('</script><!--\u2028')).toBe(String.raw`"\u003c/script>\u003c!--\u2028"`);
});
