import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { methodNames } from '../../../src/methods/findMethod.ts';
import { readRecords } from '../../../src/runs/disk/readRun.ts';
import { experimentSchema } from '../../../src/runs/experiment/experimentSchema.ts';
import { runExperiment } from '../../../src/runs/runExperiment.ts';
import { type Talk, talkingBackend } from '../../../src/vitest/talkingBackend.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { everyMode } from '../self-rag/everyMode.ts';
import { everySystem } from './everySystem.ts';
import { recordedBackend, recordedRetriever } from './recorded.ts';

const canary = 'Quibblewort';
const asked = 'Where was the founder born?';

/** The canary in every place of two layouts where gold stands. */
const questions = {
  ragstone: JSON.stringify({
    id: 'q1',
    question: asked,
    answers: [[`${canary} Town`, `the town of ${canary}`], `${canary}ville`],
    facts: [{ title: `${canary} (person)`, sentence: 0 }],
    titles: [`${canary} (person)`, `${canary} (town)`],
    passages: [`p-${canary}`],
    slices: { answer: canary },
    rewordings: ['In which place was the founder born?'],
  }),
  triviaqa: JSON.stringify({
    Domain: 'unfiltered',
    Data: [
      {
        QuestionId: 'q2',
        Question: asked,
        Answer: {
          Value: canary,
          Aliases: [`${canary} City`],
          NormalizedAliases: [canary.toLowerCase()],
          HumanAnswers: [`${canary}!`],
          Type: 'FreeForm',
        },
      },
    ],
  }),
};

/** What is exempt: there the gold passages are what is searched. */
const overGold = 'gold-context';

const systems = [
  ...everySystem.filter(({ use }) => use !== overGold),
  ...everyMode.map((settings, n) => ({
    id: `self-rag-${n}`,
    use: 'self-rag',
    source: 'list',
    settings: { k: 2, maxTokens: 6, ...settings },
    roles: { generator: 'tiny' },
  })),
  { id: 'extractive', use: 'extractive', source: 'list', settings: {}, roles: {} },
  { id: 'search', use: 'search', source: 'list', settings: {}, roles: {} },
].map((system) => ({ ...system, ...('source' in system && { source: 'list' }) }));

test('there is no method that the canary does not look at', async () => {
  const known = new Set([...systems.map(({ use }) => use), overGold]);
  expect([...known].toSorted()).toEqual(await methodNames());
});

test.each<Talk>(['words', 'controls'])(
  'nothing that only gold holds reaches a model or a retriever, whose models say %s',
  async (talk) => {
    const folder = await temporaryFolder();
    vi.stubEnv('RAGSTONE_HOME', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const corpus = path.join(folder, 'corpus.jsonl');
    const datasets = [];
    for (const [use, text] of Object.entries(questions)) {
      const file = path.join(folder, `${use}.json`);
      await writeFile(file, text);
      datasets.push({ id: use, use, format: use, file, corpus });
    }
    await writeFile(corpus, JSON.stringify({ id: 'a', title: 'A', text: 'Text of a.' }));
    const tiny = recordedBackend(talkingBackend(talk));
    const cross = recordedBackend(talkingBackend(talk));
    const list = recordedRetriever(listRetriever(passagesNamed('a', 'b', 'c')));
    const experiment = experimentSchema.parse({
      ragstone: 1,
      name: 'canary',
      datasets,
      systems,
      score: ['native', 'recall/title/turn1@1', 'recall/id/first@1'],
    });
    const { folder: run, manifest } = await runExperiment(experiment, {
      from: folder,
      models: { tiny, cross },
      retrievers: { list },
      results: folder,
      signal: new AbortController().signal,
      onPhase: () => {},
    });
    for (const { id } of manifest.cells) {
      for await (const record of readRecords(run, id))
        expect(record.status === 'failed' ? [id, record.failure] : []).toEqual([]);
    }
    for (const { id } of datasets)
      expect(await readFile(path.join(run, `questions.${id}.jsonl`), 'utf8')).toContain(canary);
    const seen = [...tiny.requests, ...cross.requests, ...list.queries];
    expect(tiny.requests.length).toBeGreaterThan(systems.length);
    expect(cross.requests.length).toBeGreaterThan(0);
    expect(list.queries.length).toBeGreaterThan(systems.length);
    expect(seen.filter((text) => text.toLowerCase().includes(canary.toLowerCase()))).toEqual([]);
  },
);
