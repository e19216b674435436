import { expect, test } from 'vitest';
import type { ManifestSystem } from '../../src/ports/manifest.ts';
import { datasetCells } from '../../src/reports/datasetCells.ts';
import { summarise } from '../../src/reports/summarise.ts';
import { makeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const environments = [
  { id: 'original', changes: 'nothing' },
  { id: 'reworded', changes: 'retrieval' },
] as const;

/** A run of one system, with something changed in what its manifest says of it. */
async function changed(change: (system: ManifestSystem) => ManifestSystem) {
  const folder = await temporaryFolder();
  const made = {
    questions: 2,
    systems: ['a'],
    environments,
    scorers: ['em/hotpot@1'],
    record: () => ({ scores: { 'em/hotpot@1': 1 } }),
  };
  const { systems } = await makeRun(folder, made);
  const manifest = await makeRun(folder, { ...made, manifest: { systems: systems.map(change) } });
  return { folder, manifest };
}

function withoutSource(system: ManifestSystem): ManifestSystem {
  const kept = Object.entries(system).filter(([name]) => name !== 'source');
  return Object.fromEntries(kept) as unknown as ManifestSystem;
}

test('a system without a source has no retrieval that could vary', async () => {
  const { folder, manifest } = await changed(withoutSource);
  expect(datasetCells(manifest, 'made')[0]?.retrieves).toBe(false);
  const [variance] = (await summarise(folder)).datasets[0]?.variance ?? [];
  expect(variance?.lists).toEqual([]);
  expect(variance?.measures).toHaveLength(1);
});

test('nobody knows whether an opaque system searches', async () => {
  const { manifest } = await changed((system) => ({ ...withoutSource(system), opaque: true }));
  expect(datasetCells(manifest, 'made')[0]?.retrieves).toBe(true);
});
