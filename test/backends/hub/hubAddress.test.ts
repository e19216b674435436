import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HubAddress, hubAddressText, parseHubAddress } from '../../../src/backends/hub/hubAddress.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const hash = 'f'.repeat(64);

test('an address names owner, repository, revision and file', () => {
  expect(parseHubAddress(`hf:Qwen/Qwen3-0.6B-GGUF@${commit}/sub/Q8_0.gguf`)).toEqual({
    repo: 'Qwen/Qwen3-0.6B-GGUF',
    revision: commit,
    path: 'sub/Q8_0.gguf',
  });
});

test('the revision is main and the file none where they are not told', () => {
  expect(parseHubAddress('hf:a/b')).toEqual({ repo: 'a/b', revision: 'main' });
  expect(parseHubAddress('hf:a/b/')).toEqual({ repo: 'a/b', revision: 'main' });
  expect(parseHubAddress('hf:a/b/c.gguf')).toEqual({ repo: 'a/b', revision: 'main', path: 'c.gguf' });
});

test("the hub's own form with two slashes is the same", () => {
  expect(parseHubAddress('hf://a/b@v1/c.gguf')).toEqual(parseHubAddress('hf:a/b@v1/c.gguf'));
});

test('revisions with slashes are those of the hub, or written %2F', () => {
  expect(parseHubAddress('hf:a/b@refs/pr/12/c.gguf')).toMatchObject({
    revision: 'refs/pr/12',
    path: 'c.gguf',
  });
  expect(parseHubAddress('hf:a/b@try%2Fthis/c.gguf')).toMatchObject({ revision: 'try/this', path: 'c.gguf' });
  expect(hubAddressText({ repo: 'a/b', revision: 'refs/pr/12' })).toBe('hf:a/b@refs/pr/12');
});

test('a SHA-256 can be pinned to a file', () => {
  expect(parseHubAddress(`hf:a/b/c.gguf#sha256:${hash}`)).toMatchObject({ path: 'c.gguf', sha256: hash });
});

test.each([
  'hf:',
  'hf:gpt2',
  'hf:a/b@',
  'hf:a/b@../x/c.gguf',
  'hf:a/b@x%2F..%2Fy/c.gguf',
  'hf:a/b@%zz/c.gguf',
  'hf:../b/c.gguf',
  'hf:a/b--c/d.gguf',
  'hf:a/.b/c.gguf',
  'hf:a/b.git/c.gguf',
  'hf:a/b/../../c.gguf',
  'hf:a/b//c.gguf',
  'hf:a/b/c\\d.gguf',
  `hf:a/b#sha256:${hash}`,
  'hf:a/b/c.gguf#sha256:abc',
])('%s is refused with the right form', (text) => {
  expect(() => parseHubAddress(text)).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: expect.stringContaining('hf:owner/repo@revision/path/in/repo.gguf') as string,
    }) as Error,
  );
});

test('what is written is read back', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
  const segments = fc.array(fc.stringMatching(/^[\w][\w .%@+-]{0,10}$/), { minLength: 1, maxLength: 3 });
  const addresses: fc.Arbitrary<HubAddress> = fc.record({
    repo: fc.tuple(word, word).map((parts) => parts.join('/')),
    revision: segments.map((parts) => parts.join('/')),
    path: segments.map((parts) => parts.join('/')),
  });
  fc.assert(
    fc.property(addresses, (address) => {
      expect(parseHubAddress(hubAddressText(address))).toEqual(address);
    }),
  );
});
