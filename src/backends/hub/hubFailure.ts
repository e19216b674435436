import { RagstoneError } from '../../errors.ts';
import type { Headers } from '../../io/download/requestBytes.ts';
import { statusFailure } from '../../io/download/statusFailure.ts';
import type { HubSettings } from './hubSettings.ts';

/** What was asked of a hub. */
export interface HubQuestion {
  readonly url: URL;
  readonly repo: string;
  readonly revision: string;
}

/** The longest that a hub may ask to wait. Its limits hold for windows of five minutes. */
const longestWaitMs = 60_000;

/**
 * What to do about an answer of a hub without content: how long to wait before the next try, where one is of use. The
 * codes are those that the hub's own library knows (`huggingface_hub`, `utils/_http.py`).
 * @throws RagstoneError `unknown-name` or `download`, saying what to do
 */
export function hubFailure(
  { url, repo, revision }: HubQuestion,
  status: number,
  headers: Headers,
  { endpoint, token }: HubSettings,
): { readonly because: string; readonly waitMs?: number } {
  const code = told(headers['x-error-code']);
  const said = told(headers['x-error-message']) ?? '';
  const page = `${endpoint}/${repo}`;
  if (code === 'GatedRepo') {
    throw new RagstoneError(
      'download',
      token === undefined
        ? `${repo} is gated: accept its terms at ${page}, and set HF_TOKEN to a token of that account.`
        : `${repo} is gated, and the account of the token (HF_TOKEN, or the token file) has no access: accept the terms at ${page}; some owners grant access by hand.`,
      { input: repo },
    );
  }
  if (status === 401 && said.startsWith('Invalid credentials')) {
    throw new RagstoneError(
      'download',
      `${endpoint} does not accept the token (HF_TOKEN, or the token file): make a new one at ${endpoint}/settings/tokens, or unset it.`,
    );
  }
  if (code === 'RevisionNotFound') {
    throw new RagstoneError(
      'unknown-name',
      `${repo} has no revision "${revision}": name a branch, a tag or a commit of ${page}/commits.`,
      { input: revision },
    );
  }
  if (code === 'EntryNotFound') {
    throw new RagstoneError('unknown-name', `${url.href}: the hub lists this file and does not have it.`, {
      input: url.href,
    });
  }
  // Who may not see a model is told that there is none.
  if (code === 'RepoNotFound' || status === 401 || status === 404) {
    throw new RagstoneError(
      'unknown-name',
      `There is no model ${repo} at ${endpoint}, or it is private: check the name, or set HF_TOKEN to a token that may read it.`,
      { input: repo },
    );
  }
  if (status === 403) {
    throw new RagstoneError(
      'download',
      `${url.href}: the hub refuses (403${said === '' ? '' : `, "${said}"`}). See ${page}.`,
      { input: repo },
    );
  }
  if (status === 429) return limited(url, headers, token);
  const { because, waitMs } = passing(url, status, headers);
  return { because, ...(waitMs !== undefined && { waitMs }) };
}

function passing(url: URL, status: number, headers: Headers): { because: string; waitMs?: number } {
  const failed = statusFailure(url.href, status, headers);
  return failed.done ? { because: `the server answered ${status}` } : failed;
}

/** `Retry-After`, or the `t` of `RateLimit: "api";r=0;t=55`, in seconds. */
function limited(
  url: URL,
  headers: Headers,
  token: string | undefined,
): { because: string; waitMs?: number } {
  const text =
    told(headers['retry-after']) ?? /;\s*t\s*=\s*(\d+)/.exec(told(headers['ratelimit']) ?? '')?.[1];
  const waitMs = text === undefined || !/^\d+$/.test(text) ? undefined : 1000 * Number(text);
  if (waitMs !== undefined && waitMs > longestWaitMs) {
    throw new RagstoneError(
      'download',
      `${url.origin} has had too many requests (429): try again in ${waitMs / 1000} s.${token === undefined ? ' A token in HF_TOKEN has a limit of its own.' : ''}`,
    );
  }
  return { because: 'it has had too many requests (429)', ...(waitMs !== undefined && { waitMs }) };
}

function told(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}
