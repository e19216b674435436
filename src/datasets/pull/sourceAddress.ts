import type { CatalogAddress } from '../catalog/catalogSchema.ts';
import type { Hub } from './hub.ts';

/** The HTTP address that a source of the catalog stands for. */
export function sourceAddress(source: CatalogAddress, from: Hub): string {
  if ('url' in source) return source.url;
  const revision = encodeURIComponent(source.revision);
  return `${from.endpoint}/datasets/${source.hf}/resolve/${revision}/${encodeURI(source.path)}`;
}
