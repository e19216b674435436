import type { Manifest, ManifestEnvironment } from '../ports/manifest.ts';
import type { Fidelity } from '../ports/method.ts';

/** The cells of one system on one dataset. */
export interface SystemCells {
  readonly system: string;
  /** Its calls, searches and tokens were not seen. */
  readonly opaque: boolean;
  readonly fidelity: Fidelity;
  /** Without a source it retrieves nothing; nobody knows it of one that is opaque. */
  readonly retrieves: boolean;
  /** In the manifest's order. */
  readonly environments: readonly EnvironmentCells[];
  /** The environment that systems are compared in: `original`, or the first there is. */
  readonly original: EnvironmentCells;
}

export interface EnvironmentCells {
  readonly id: string;
  readonly changes: ManifestEnvironment['changes'];
  /** Cell ids by repeat, from 0. */
  readonly cells: readonly [string, ...string[]];
}

/** The systems that run on a dataset, in the manifest's order, with their cells. */
export function datasetCells(manifest: Manifest, dataset: string): readonly SystemCells[] {
  return manifest.systems.flatMap(({ id: system, opaque = false, fidelity, source }) => {
    const own = manifest.cells.filter((cell) => cell.system === system && cell.dataset === dataset);
    const environments = manifest.environments.flatMap(({ id, changes }): EnvironmentCells[] => {
      const [first, ...others] = own
        .filter((cell) => cell.environment === id)
        .sort((a, b) => a.repeat - b.repeat)
        .map((cell) => cell.id);
      return first === undefined ? [] : [{ id, changes, cells: [first, ...others] }];
    });
    const original = environments.find(({ id }) => id === 'original') ?? environments[0];
    if (original === undefined) return [];
    return [{ system, opaque, fidelity, retrieves: opaque || source !== undefined, environments, original }];
  });
}
