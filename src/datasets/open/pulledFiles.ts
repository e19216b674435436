import { stat } from 'node:fs/promises';
import path from 'node:path';
import { packagedPath } from '../../io/packagedPath.ts';
import type { DataFile } from '../../ports/dataset.ts';
import type { CatalogFile } from '../catalog/catalogSchema.ts';
import { datasetFolder } from '../pull/datasetFolder.ts';

/** Files of the catalog as they lie on this machine. */
export interface OnDisk {
  /** The one file, or the folder of several. */
  readonly path: string;
  readonly files: readonly DataFile[];
}

/** Where a dataset's files were pulled to, or ship with Ragstone; `undefined` when one is not there. */
export async function pulledFiles(
  name: string,
  files: readonly CatalogFile[],
  environment: NodeJS.ProcessEnv,
): Promise<OnDisk | undefined> {
  const folder = datasetFolder(name, environment);
  const found = await Promise.all(
    files.map(async (file): Promise<DataFile | undefined> => {
      const packaged = file.sources.find((source) => 'packaged' in source);
      const place = packaged === undefined ? path.join(folder, file.name) : packagedPath(packaged.packaged);
      const size = await stat(place).then(
        (stats) => (stats.isFile() ? stats.size : undefined),
        () => undefined,
      );
      return size === undefined ? undefined : { name: `${name}/${file.name}`, path: place, bytes: size };
    }),
  );
  const there = found.filter((file) => file !== undefined);
  if (there.length < files.length) return undefined;
  const [only, ...others] = there;
  return { path: only !== undefined && others.length === 0 ? only.path : folder, files: there };
}
