/**
 * The URL of a module beside `from` (`import.meta.url`), for workers and child processes: `.ts` when running
 * from source, `.js` from `dist`. TypeScript rewrites import specifiers but not such URLs.
 */
export function siblingModule(from: string, name: string): URL {
  const extension = from.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${name}.${extension}`, from);
}
