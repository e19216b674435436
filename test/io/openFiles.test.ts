import { once } from 'node:events';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';

import { openFiles } from '../../src/io/openFiles.ts';
import { calm } from './memoryFile.ts';
import { refusal } from './refusal.ts';
import { type TemporaryFolder, temporaryFolder } from './temporaryFolder.ts';
import { zipOf } from './zipOf.ts';

type Files = Readonly<Record<string, Buffer>>;

async function tarOf(files: Files): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  tar.on('data', (chunk) => chunks.push(chunk as Buffer));
  await once(tar, 'end');
  return Buffer.concat(chunks);
}

async function contents(path: string): Promise<Record<string, Buffer>> {
  const { files } = await openFiles(path, calm);
  const read: Record<string, Buffer> = {};
  for (const file of files) read[file.name] = Buffer.concat(await Array.fromAsync(file.bytes(calm)));
  return read;
}

async function readAll(path: string): Promise<void> {
  await contents(path);
}

async function inFolder(folder: TemporaryFolder, files: Files): Promise<string> {
  for (const [name, content] of Object.entries(files)) await folder.write(`all/${name}`, content);
  return `${folder.path}/all`;
}

const bytes = fc.uint8Array({ maxLength: 3000 }).map((array) => Buffer.from(array));
/** Content that does not itself begin like a compressed file. */
const plain = bytes.map((content) => Buffer.concat([Buffer.from('#'), content]));

describe('what lies at a path', () => {
  it('is the same from a folder, a zip, a tar and a tar.gz, whatever they are called', async () => {
    await fc.assert(
      fc.asyncProperty(plain, plain, async (first, second) => {
        const files = { 'a.jsonl': first, 'inside/b.tsv': second };
        await using folder = await temporaryFolder();
        const tar = await tarOf(files);
        const paths = [
          await inFolder(folder, files),
          await folder.write('one.dat', zipOf(files)),
          await folder.write('two.zip', tar),
          await folder.write('three.json', gzipSync(tar)),
        ];
        for (const path of paths) expect(await contents(path)).toStrictEqual(files);
      }),
      { numRuns: 20 },
    );
  });

  it('is unwrapped from gzip by content, several members included', async () => {
    await fc.assert(
      fc.asyncProperty(plain, plain, async (first, second) => {
        await using folder = await temporaryFolder();
        const both = Buffer.concat([gzipSync(first), gzipSync(second)]);
        const path = await folder.write('data.json', both);
        expect(await contents(path)).toStrictEqual({ 'data.json': Buffer.concat([first, second]) });
      }),
      { numRuns: 20 },
    );
  });

  it('is unwrapped inside an archive as well', async () => {
    await using folder = await temporaryFolder();
    const path = await folder.write('a.zip', zipOf({ 'b.jsonl.gz': gzipSync('{"a":1}') }));
    expect(await contents(path)).toStrictEqual({ 'b.jsonl.gz': Buffer.from('{"a":1}') });
  });

  it('may be an empty file', async () => {
    await using folder = await temporaryFolder();
    expect(await contents(await folder.write('empty.json', ''))).toStrictEqual({
      'empty.json': Buffer.alloc(0),
    });
  });

  it('leaves out hidden files and the shadows of macOS', async () => {
    await using folder = await temporaryFolder();
    const files = {
      '.DS_Store': Buffer.from('x'),
      '__MACOSX/._a': Buffer.from('x'),
      './a.txt': Buffer.from('y'),
    };
    const path = await folder.write('a.tar', await tarOf(files));
    expect(Object.keys(await contents(path))).toStrictEqual(['./a.txt']);
  });
});

describe('a file that cannot be read', () => {
  it('is refused when gzip data is cut short anywhere', async () => {
    const whole = gzipSync(Buffer.from('{"question":"q"}\n'.repeat(50)), { level: 0 });
    await using folder = await temporaryFolder();
    for (let length = 3; length < whole.length; length += 41) {
      const path = await folder.write('cut.gz', whole.subarray(0, length));
      const error = await refusal(readAll(path));
      expect(error.code).toBe('bad-file');
      expect(error.message).toMatch(/cut short|damaged/);
    }
  });

  it('is refused when gzip data is damaged', async () => {
    const damaged = gzipSync('a text that is long enough to be worth it', { level: 0 });
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    await using folder = await temporaryFolder();
    const error = await refusal(readAll(await folder.write('bad.gz', damaged)));
    expect(error).toMatchObject({
      code: 'bad-file',
      place: { file: expect.stringContaining('bad.gz') as string },
    });
  });

  it('is refused when a zip is cut short, or its content damaged', async () => {
    const zip = zipOf({ 'a.txt': Buffer.from('some content to damage') });
    await using folder = await temporaryFolder();
    expect((await refusal(readAll(await folder.write('a.zip', zip.subarray(0, 60))))).code).toBe('bad-file');
    const damaged = Buffer.from(zip);
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    expect((await refusal(readAll(await folder.write('b.zip', damaged)))).message).toContain('damaged');
  });

  it('is refused when a tar is cut short', async () => {
    const tar = await tarOf({ 'a.txt': Buffer.alloc(3000, 'x') });
    await using folder = await temporaryFolder();
    const error = await refusal(readAll(await folder.write('a.tar', tar.subarray(0, 2000))));
    expect(error.code).toBe('bad-file');
  });

  it.each([
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ])('is named when it is %s', async (kind, magic) => {
    await using folder = await temporaryFolder();
    const error = await refusal(readAll(await folder.write('a.json', Buffer.from(magic))));
    expect(error.message).toContain(`This is ${kind} data`);
  });

  it('is refused when it is missing or an empty folder', async () => {
    await using folder = await temporaryFolder();
    expect((await refusal(openFiles(`${folder.path}/none`, calm))).message).toContain(
      'There is no such file',
    );
    expect((await refusal(openFiles(folder.path, calm))).message).toContain('There are no files in it');
  });

  it('stops when asked to', async () => {
    await using folder = await temporaryFolder();
    const path = await folder.write('a.json', 'x');
    const { files } = await openFiles(path, calm);
    const reading = files[0]?.bytes(AbortSignal.abort(new Error('enough')));
    await expect(Array.fromAsync(reading ?? [])).rejects.toThrow('enough');
  });
});
