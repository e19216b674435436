import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contexts } from '../../../src/datasets/corpora/contexts.ts';
import { dpr } from '../../../src/datasets/corpora/dpr.ts';
import { flashrag } from '../../../src/datasets/corpora/flashrag.ts';
import { jsonl } from '../../../src/datasets/corpora/jsonl.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import type { CorpusFormat } from '../../../src/ports/dataset.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import { calm } from '../../io/memoryFile.ts';
import { refusal } from '../../io/refusal.ts';
import { temporaryFolder } from '../../io/temporaryFolder.ts';

async function passagesOf(format: CorpusFormat, content: string | Uint8Array): Promise<readonly Passage[]> {
  await using folder = await temporaryFolder();
  const path = await folder.write('made', content);
  return await Array.fromAsync(format.passages(path, { signal: calm }));
}

async function refused(format: CorpusFormat, content: string): Promise<string> {
  const { code, message } = await refusal(passagesOf(format, content));
  return `${code} ${message.replace(/^\S*\/ragstone-\w+\//, '')}`;
}

const header = 'id\ttext\ttitle\n';
const cell = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\t\n\r]/g, ' '));
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const minimal = (text: string): string => (text.includes('"') ? quoted(text) : text);

describe("DPR's passages", () => {
  it.each([
    ['always', quoted, quoted],
    ['around texts only', quoted, minimal],
    ['where they are needed', minimal, minimal],
  ])('come back with quotes %s', async (_when, text, title) => {
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (made) => {
        const table = made.map((row, index) => `${index}\t${text(row[0])}\t${title(row[1])}\n`).join('');
        const found = await passagesOf(dpr, header + table);
        expect(found.map((passage) => [passage.text, passage.title])).toStrictEqual(made);
      }),
      { numRuns: 50 },
    );
  });

  it('keep a title that begins with a quote of its own', async () => {
    const [passage] = await passagesOf(dpr, `${header}1\t"A ""song""."\t"Heroes" (album)\n`);
    expect(passage).toStrictEqual({ id: '1', title: '"Heroes" (album)', text: 'A "song".' });
  });

  it('are refused without the header, or with another number of columns', async () => {
    expect(await refused(dpr, '1\tx\tT\n')).toContain('bad-record made:1: The first line must be the header');
    expect(await refused(dpr, `${header}1\tx\tT\n2\tx\n`)).toContain(
      'bad-record made:3: Expected three columns',
    );
    expect(await refused(dpr, `${header}\tx\tT\n`)).toContain('without an id');
  });
});

describe("FlashRAG's passages", () => {
  it('split title and text at the first newline and take quotes off the title', async () => {
    const records = [
      { id: '0', contents: 'T\na\nb' },
      { id: 1, contents: '"Say ""hi"""\na' },
      { id: '2', contents: 'no title' },
    ];
    expect(await passagesOf(flashrag, records.map((one) => JSON.stringify(one)).join('\n'))).toStrictEqual([
      { id: '0', title: 'T', text: 'a\nb' },
      { id: '1', title: 'Say "hi"', text: 'a' },
      { id: '2', title: '', text: 'no title' },
    ]);
  });

  it('need contents', async () => {
    expect(await refused(flashrag, '{"id": "0"}')).toBe(
      'bad-record made:1 field "contents": This field is missing.',
    );
  });
});

describe('passages as JSON', () => {
  it('come from JSON Lines and from an array, with ids of their own or of their content', async () => {
    const records = [
      { id: 'a', title: 'T', text: 'x', sentences: ['x'], source: ['ignored'] },
      { _id: 7, text: 'y' },
      { title: 'U', text: 'z' },
    ];
    const expected = [
      { id: 'a', title: 'T', text: 'x', sentences: ['x'] },
      { id: '7', title: '', text: 'y' },
      { id: contentId('U', 'z'), title: 'U', text: 'z' },
    ];
    const lines = records.map((one) => JSON.stringify(one)).join('\n');
    expect(await passagesOf(jsonl, lines)).toStrictEqual(expected);
    expect(await passagesOf(jsonl, gzipSync(lines))).toStrictEqual(expected);
    expect(await passagesOf(jsonl, JSON.stringify(records))).toStrictEqual(expected);
  });

  it('are refused without text', async () => {
    expect(await refused(jsonl, '{"id":"a","text":"x"}\n{"id":"b"}')).toBe(
      'bad-record made:2 field "text": This field is missing.',
    );
  });
});

describe('the contexts of questions', () => {
  it('are one corpus: each title and text once, in order of first sight', async () => {
    const one = { title: 'T', text: 'x' };
    const questions = [
      { question: 'p', context: [one, { title: 'T', text: 'y' }] },
      { question: 'q', context: [one, { title: 'U', text: 'x' }] },
    ];
    const found = await passagesOf(contexts, questions.map((made) => JSON.stringify(made)).join('\n'));
    expect(found.map(({ title, text }) => title + text)).toStrictEqual(['Tx', 'Ty', 'Ux']);
  });

  it('are refused when there are none', async () => {
    expect(await refused(contexts, '{"question":"q"}')).toBe('bad-file made: There are no passages in it.');
  });
});

describe.each([
  [dpr, header, `${header}a\tx\tT\nb\ty\tT\na\tz\tT\n`],
  [flashrag, '[]', '{"id":"a","contents":"x"}\n{"id":"b","contents":"x"}\n{"id":"a","contents":"z"}'],
  [jsonl, '[]', '{"id":"a","text":"x"}\n{"id":"b","text":"x"}\n{"id":"a","text":"z"}'],
])('the corpus format $name', (format, empty, twice) => {
  it('refuses a corpus without passages', async () => {
    expect(await refused(format, empty)).toBe('bad-file made: There are no passages in it.');
  });

  it('refuses an id that comes twice', async () => {
    expect(await refused(format, twice)).toContain('The id "a" occurs a second time');
  });
});
