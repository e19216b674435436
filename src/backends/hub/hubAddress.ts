import { RagstoneError } from '../../errors.ts';
import { isRepoPath } from './isRepoPath.ts';

/** Files of a model repository on a Hugging Face compatible hub. */
export interface HubAddress {
  /** `owner/name`. */
  readonly repo: string;
  /** A branch, a tag or a commit; `main` where none was told. */
  readonly revision: string;
  /** A file inside the repository; absent = the repository. */
  readonly path?: string;
  /** What the file has to be, as the user pinned it: 64 lower-case hexadecimal digits. */
  readonly sha256?: string;
}

const form =
  /^hf:(?:\/\/)?(?<repo>[^/@#]+\/[^/@#]+)(?:@(?<revision>refs\/(?:convert\/[\w.-]+|pr\/\d+)|[^/#]+))?(?:\/(?<path>[^#]*))?(?:#sha256:(?<sha256>[0-9a-f]{64}))?$/;
/** As the hub's own tools check a name: letters, digits, `_`, `-` and `.`, the latter two not at an end. */
const namePart = /^(?![.-])[\w.-]{1,96}(?<![.-])$/;

/** Whether a text is meant as an address on a hub, well-formed or not. */
export function isHubAddress(text: string): boolean {
  return text.startsWith('hf:');
}

/**
 * Reads `hf:owner/repo[@revision][/path][#sha256:hex]`. A slash in a revision is written `%2F`, but for `refs/pr/1`
 * and `refs/convert/name`, as in the hub's own addresses.
 * @throws RagstoneError `usage`
 */
export function parseHubAddress(text: string): HubAddress {
  const groups = form.exec(text)?.groups;
  if (groups === undefined) throw malformed(text, 'it does not have that form');
  const { repo = '', path = '', sha256 } = groups;
  const revision = decoded(groups['revision'] ?? 'main');
  if (!repo.split('/').every((part) => namePart.test(part)) || /--|\.\.|\.git$/.test(repo)) {
    throw malformed(text, `"${repo}" cannot be the name of a repository`);
  }
  if (revision === undefined || !isRepoPath(revision)) throw malformed(text, 'its revision cannot be one');
  if (path !== '' && !isRepoPath(path)) throw malformed(text, `"${path}" is no path inside a repository`);
  if (sha256 !== undefined && path === '') throw malformed(text, 'a SHA-256 goes with a file');
  return { repo, revision, ...(path !== '' && { path }), ...(sha256 !== undefined && { sha256 }) };
}

/** The address as people write it, without a pinned hash. */
export function hubAddressText({ repo, revision, path }: HubAddress): string {
  const at = /^refs\/(?:convert\/[\w.-]+|pr\/\d+)$/.test(revision) ? revision : encodeURIComponent(revision);
  return `hf:${repo}@${at}${path === undefined ? '' : `/${path}`}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function malformed(text: string, because: string): RagstoneError {
  return new RagstoneError(
    'usage',
    `"${text}" is no address of a model: ${because}. Write hf:owner/repo@revision/path/in/repo.gguf, with a commit as the revision where the run has to be repeatable.`,
    { input: text },
  );
}
