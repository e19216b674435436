import { RagstoneError } from '../../errors.ts';

/** For answers of servers that are no hub: mirrors in name only, and networks that want a log-in. */
export function notAHub(url: URL, cause: unknown): RagstoneError {
  return new RagstoneError(
    'download',
    `${url.href} answered something else than a Hugging Face hub does: check HF_ENDPOINT, and whether the network wants a log-in.`,
    { input: url.href, cause },
  );
}
