import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../src/runs/experiment/readExperiment.ts';
import { refuseRepeatsOfGreedy } from '../../../src/runs/plan/refuseRepeatsOfGreedy.ts';
import { resolveSystems } from '../../../src/runs/plan/resolveSystems.ts';
import { listRetriever } from '../../support/listRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const models = { m: scriptedBackend({}), blind: scriptedBackend({ countTokens: false }) };

function experiment(systems: string, more = '') {
  return parseExperiment(
    `ragstone: 1\nname: x\ndatasets: [{ use: atlas }]\nsystems: [${systems}]\n${more}`,
    'e.yaml',
  );
}

const resolve = (systems: string, more = '') =>
  resolveSystems(experiment(systems, more), { from: 'test/support', models });

describe('resolveSystems', () => {
  test('a system has a default name, source, settings and hash', async () => {
    const [system] = await resolve('{ use: standard-rag, roles: { reader: m } }');
    expect(system).toMatchObject({
      id: 'standard-rag',
      source: { kind: 'retriever', id: 'bm25' },
      settings: { k: 5, maxTokens: 32 },
      settingsHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      fit: { fits: 'full' },
    });
  });

  test('the preset gold-context becomes standard-rag over gold', async () => {
    const [system] = await resolve('{ use: gold-context, roles: { reader: m } }');
    expect(system).toMatchObject({
      id: 'gold-context',
      method: { name: 'standard-rag' },
      source: { kind: 'gold' },
    });
  });

  test('a method that does not retrieve has no source', async () => {
    expect((await resolve('{ use: closed-book, roles: { reader: m } }'))[0]?.source).toBeUndefined();
  });

  test('a retriever that code hands in is a source by its name', async () => {
    const retrievers = { mine: listRetriever([]) };
    const named = (source: string) =>
      resolveSystems(experiment(`{ use: ./slowMethod.ts, source: ${source} }`), {
        from: 'test/support',
        models,
        retrievers,
      });
    expect((await named('mine'))[0]?.source).toEqual({ kind: 'given', id: 'mine' });
    await expect(named('mina')).rejects.toThrow(/did you mean "mine"/);
  });

  test('withoutGold stands in where no gold is annotated', async () => {
    const [gold, other] = await resolve(
      '{ id: g, use: ./slowMethod.ts, source: gold, withoutGold: { id: o, use: ./slowMethod.ts } }',
    );
    expect([gold?.whereGold, other?.whereGold]).toEqual([true, false]);
  });

  test.each([
    ['{ use: standard-rag }', /needs a model for its role "reader"/],
    ['{ use: standard-rag, roles: { reader: n } }', /names the model "n".*models are m, blind/],
    [
      '{ use: standard-rag, roles: { reader: m, critic: m } }',
      /gives a model to "critic", but standard-rag has the roles reader/,
    ],
    [
      '{ use: standard-rag, roles: { reader: m }, settings: { k: 0 } }',
      /settings of system "standard-rag" are wrong:[\s\S]*k/,
    ],
    ['{ use: standard-rag, roles: { reader: m }, source: bm52 }', /did you mean "bm25"/],
    ['{ id: a, use: ./slowMethod.ts }, { id: a, use: ./slowMethod.ts }', /Two systems are called "a"/],
    [
      '{ use: standard-rag, roles: { reader: blind }, budget: { contextTokens: 100 } }',
      /cannot count tokens/,
    ],
  ])('%s is refused', async (systems, message) => {
    await expect(resolve(systems)).rejects.toThrow(message);
  });

  test('repeats of greedy systems are refused', async () => {
    const greedy = experiment('{ use: ./slowMethod.ts }', 'repeats: 3');
    const systems = await resolveSystems(greedy, { from: 'test/support', models });
    expect(() => refuseRepeatsOfGreedy(greedy, systems)).toThrow(/decodes greedily/);
    expect(() =>
      refuseRepeatsOfGreedy(
        greedy,
        systems.map((system) => ({ ...system, settings: { decoding: { temperature: 0.7 } } })),
      ),
    ).not.toThrow();
  });
});
