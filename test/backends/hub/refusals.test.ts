import { expect, test } from 'vitest';
import { bytes } from '../../io/download/downloadFolder.ts';
import { answering } from '../../io/download/scriptedServer.ts';
import { hubFixture } from '../../support/hub/hubFixture.ts';
import { firstCommit, scriptedHub } from '../../support/hub/scriptedHub.ts';

const files = { 'm.gguf': bytes(1000) };
const address = 'hf:someone/tiny/m.gguf';

test('a gated model is said to be gated, with what to do: without a token, and with one that has no access', async () => {
  await using fixture = await hubFixture({ files, gatedFor: 'hf_right' });
  await expect(fixture.pull(address)).rejects.toMatchObject({
    code: 'download',
    message: `someone/tiny is gated: accept its terms at ${fixture.hub.endpoint}/someone/tiny, and set HF_TOKEN to a token of that account.`,
  });
  await expect(fixture.pull(address, { HF_TOKEN: 'hf_other' })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringMatching(/is gated, and the account of the token .* has no access/) as string,
  });
  expect((await fixture.pull(address, { HF_TOKEN: 'hf_right' })).files).toHaveLength(1);
});

test('a model that is not there or private is named, and not asked for again', async () => {
  await using fixture = await hubFixture({ files, privateFor: 'hf_right' });
  await expect(fixture.pull(address)).rejects.toMatchObject({
    code: 'unknown-name',
    message: expect.stringMatching(/There is no model someone\/tiny at .*, or it is private/) as string,
  });
  await expect(fixture.pull('hf:someone/else/m.gguf', { HF_TOKEN: 'hf_right' })).rejects.toMatchObject({
    code: 'unknown-name',
  });
  expect(fixture.hub.asked).toHaveLength(2);
});

test('a token that the hub does not know is named as the cause', async () => {
  await using fixture = await hubFixture({
    files,
    instead: () => answering(401, { 'x-error-message': 'Invalid credentials in Authorization header' }),
  });
  await expect(fixture.pull(address, { HF_TOKEN: 'hf_old' })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('does not accept the token') as string,
  });
});

test('a revision that is not there is named, a branch and a commit', async () => {
  await using fixture = await hubFixture({ files });
  for (const revision of ['v9', 'c'.repeat(40)]) {
    await expect(fixture.pull(`hf:someone/tiny@${revision}/m.gguf`)).rejects.toMatchObject({
      code: 'unknown-name',
      message: expect.stringContaining(`has no revision "${revision}"`) as string,
    });
  }
});

test('a file that is not there is refused with the files that are, at their commit', async () => {
  await using fixture = await hubFixture({ files });
  await expect(fixture.pull('hf:someone/tiny/x.gguf')).rejects.toMatchObject({
    code: 'unknown-name',
    message: expect.stringContaining(`hf:someone/tiny@${firstCommit}/m.gguf  1 kB`) as string,
  });
});

test('after too many requests it waits as long as the hub asks, and goes on', async () => {
  await using fixture = await hubFixture({
    files,
    instead: (nth) =>
      nth === 1
        ? answering(429, { ratelimit: '"api";r=0;t=0' })
        : nth === 2
          ? answering(429, { 'retry-after': '0' })
          : undefined,
  });
  expect(
    (await fixture.pull(address, {}, { patience: { retries: 2, waitMs: () => 60_000 } })).files,
  ).toHaveLength(1);
});

test('when the hub asks to wait longer than a minute, it says how long', async () => {
  await using fixture = await hubFixture({
    files,
    instead: () => answering(429, { ratelimit: '"api";r=0;t=245' }),
  });
  await expect(fixture.pull(address)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringMatching(/too many requests \(429\): try again in 245 s\. A token/) as string,
  });
  expect(fixture.hub.asked).toHaveLength(1);
});

test('a hub that fails for a while is asked again, and given up after some tries', async () => {
  await using passing = await hubFixture({ files, instead: (nth) => (nth < 3 ? answering(503) : undefined) });
  expect((await passing.pull(address)).files).toHaveLength(1);
  await using fixture = await hubFixture({ files, instead: () => answering(502) });
  await expect(fixture.pull(address)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringMatching(/gave no answer in 3 tries: the server answered 502/) as string,
  });
});

test('a hub that cannot be reached is an error that names HF_ENDPOINT and HF_HUB_OFFLINE', async () => {
  const gone = await scriptedHub({ files });
  await gone[Symbol.asyncDispose]();
  await using fixture = await hubFixture({ files });
  await expect(fixture.pull(address, { HF_ENDPOINT: gone.endpoint })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringMatching(/gave no answer .*HF_ENDPOINT.*HF_HUB_OFFLINE=1/s) as string,
  });
});

test.each([
  ['a page of HTML', '<!doctype html><p>Sign in'],
  ['JSON of another kind', '{"hello": "world"}'],
  ['a commit that is none', '{"sha": "../../x"}'],
])('%s in place of an answer is no hub', async (_, body) => {
  await using fixture = await hubFixture({ files, instead: () => answering(200, {}, body) });
  await expect(fixture.pull(address)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('something else than a Hugging Face hub') as string,
  });
});

test('a renamed model is followed to its new name', async () => {
  await using fixture = await hubFixture({
    repo: 'someone/new',
    files,
    instead: (_, { url }) =>
      url?.includes('someone/tiny') === true
        ? answering(307, { location: url.replace('someone/tiny', 'someone/new') })
        : undefined,
  });
  expect((await fixture.pull(address)).files).toMatchObject([{ state: 'received' }]);
});

test('stopping keeps what there is', async () => {
  await using fixture = await hubFixture({
    files,
    storage: [() => (_, response) => void response.writeHead(200, { 'content-length': 1000 }).write('x')],
  });
  const stop = new AbortController();
  const reason = new Error('stopped');
  await expect(
    fixture.pull(address, {}, { signal: stop.signal, progress: () => stop.abort(reason) }),
  ).rejects.toBe(reason);
});
