/** Where Hugging Face files come from, as its own tools read it from the environment. */
export interface Hub {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly token: string | undefined;
  /** No network is to be used. */
  readonly offline: boolean;
}

/** `HF_ENDPOINT` (a mirror), `HF_TOKEN` (gated datasets), `HF_HUB_OFFLINE` (1, true, yes, on). */
export function hub(environment: NodeJS.ProcessEnv = process.env): Hub {
  const endpoint = environment['HF_ENDPOINT'];
  const token = environment['HF_TOKEN'];
  return {
    endpoint: (endpoint === undefined || endpoint === '' ? 'https://huggingface.co' : endpoint).replace(
      /\/+$/,
      '',
    ),
    token: token === '' ? undefined : token,
    offline: /^(?:1|true|yes|on)$/i.test(environment['HF_HUB_OFFLINE'] ?? ''),
  };
}

/** The key for one address: it is shown to the endpoint's own origin and to nobody else. */
export function hubHeaders(from: Hub, url: URL): Readonly<Record<string, string>> {
  if (from.token === undefined || URL.parse(from.endpoint)?.origin !== url.origin) return {};
  return { authorization: `Bearer ${from.token}` };
}
