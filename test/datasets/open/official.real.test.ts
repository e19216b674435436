import { expect, test } from 'vitest';
import { openDataset, type DatasetSpec } from '../../../src/datasets/open/openDataset.ts';
import { realData } from '../../support/realData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const { signal } = new AbortController();

async function open(spec: DatasetSpec): ReturnType<typeof openDataset> {
  return openDataset(spec, signal, { environment: { RAGSTONE_HOME: await temporaryFolder() } });
}

test.each([
  ['hotpotqa', 'hotpotqa/hotpot_dev_distractor_v1.json.gz', 500, 'dev', 'test'],
  ['nq', 'nq/NQ-open.dev.jsonl.gz', 1328, 'dev', 'test'],
  ['triviaqa', 'triviaqa/wikipedia-dev.json.gz', 3997, 'dev', 'test'],
  ['popqa', 'popqa/popQA.tsv.gz', 500, 'file', 'unknown'],
  ['musique', 'musique/musique_ans_v1.0_dev.jsonl.gz', 200, 'dev', 'test'],
  ['flashrag-nq', 'flashrag/nq/test.jsonl.gz', 1328, 'test', 'test'],
  ['nq', 'flashrag/nq/test.jsonl.gz', 1328, 'file', 'unknown'],
  ['selfrag', 'selfrag/popqa_short_form.jsonl.gz', 500, 'file', 'unknown'],
  ['beir-hotpotqa', 'beir/hotpotqa', 500, 'file', 'unknown'],
  ['mine', 'parquet/validation-00000-of-00001.parquet', 500, 'file', 'unknown'],
])('%s opens from %s', async (use, file, count, split, purpose) => {
  const { dataset } = await open({ use, file: realData(`data/official/${file}`) });
  expect(dataset).toMatchObject({ split, purpose });
  let seen = 0;
  for await (const { asked } of dataset.questions(signal)) {
    expect(asked.text).not.toBe('');
    seen += 1;
  }
  expect(seen).toBe(count);
});

test('the contexts of HotpotQA and the corpus beside BEIR are the native corpora', async () => {
  const hotpot = await open({
    use: 'hotpotqa',
    file: realData('data/official/hotpotqa/hotpot_dev_distractor_v1.json.gz'),
  });
  const titles = new Set<string>();
  for await (const { title } of hotpot.dataset.corpus?.passages(signal) ?? []) titles.add(title);
  for await (const { gold } of hotpot.dataset.questions(signal)) {
    for (const title of gold.titles ?? []) expect(titles.has(title)).toBe(true);
  }
  const beir = await open({ use: 'mine', file: realData('data/official/beir/hotpotqa') });
  expect((await Array.fromAsync(beir.dataset.corpus?.passages(signal) ?? [])).length).toBe(32_728);
});
