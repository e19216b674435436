/**
 * Whether a text from outside can be a path (or the name of a branch) inside a repository, so that it stays below the
 * folder that it is joined to.
 */
export function isRepoPath(text: string): boolean {
  return (
    !/[\\\u0000-\u001f\u007f]/.test(text) &&
    text.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
