import path from 'node:path';
import { home } from '../../io/home.ts';

/** Where a dataset or corpus of the catalog is pulled to: `datasets/<name>` in Ragstone's home. */
export function datasetFolder(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  return path.join(home(environment), 'datasets', name);
}
