import { RagstoneError } from '../../errors.ts';
import type { CatalogDataset, CatalogSplit } from './catalogSchema.ts';

/**
 * The split of a dataset that is meant: where one is not named, the catalog's default; where several settings share
 * it, the first.
 * @throws RagstoneError `unknown-name` with what there is.
 */
export function chooseSplit(
  name: string,
  dataset: CatalogDataset,
  wanted: { readonly split?: string | undefined; readonly setting?: string | undefined },
): CatalogSplit {
  const inSetting = dataset.splits.filter(
    ({ setting }) => wanted.setting === undefined || setting === wanted.setting,
  );
  const byDefault = inSetting.find(({ split }) => split === dataset.split) ?? inSetting[0];
  const chosen =
    wanted.split === undefined ? byDefault : inSetting.find(({ split }) => split === wanted.split);
  if (chosen !== undefined) return chosen;
  const asked = [wanted.split, wanted.setting].filter((part) => part !== undefined).join(' in the setting ');
  throw new RagstoneError(
    'unknown-name',
    `"${name}" has no split ${asked}. It has ${dataset.splits.map(splitLabel).join(', ')}.`,
    { input: wanted },
  );
}

/** `dev`, or `dev/distractor` where splits come in settings. */
export function splitLabel({ split, setting }: Pick<CatalogSplit, 'split' | 'setting'>): string {
  return setting === undefined ? split : `${split}/${setting}`;
}
