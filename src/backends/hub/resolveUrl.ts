/** A repository at a commit. */
export interface RepoAt {
  readonly repo: string;
  readonly commit: string;
}

/** The address that a hub serves a file at; it leads on to where the bytes lie. */
export function resolveUrl(endpoint: string, { repo, commit }: RepoAt, path: string): URL {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return new URL(`${endpoint}/${repo}/resolve/${commit}/${encoded}`);
}
