import { fileURLToPath } from 'node:url';

/** The path of a file that ships with the package, from its root: `packagedPath('datasets/catalog.yaml')`. */
export function packagedPath(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}
