import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { hubHeaders } from '../../datasets/pull/hub.ts';
import { isRagstoneError, RagstoneError, toError } from '../../errors.ts';
import type { Patience } from '../../io/download/receive.ts';
import type { Headers } from '../../io/download/requestBytes.ts';
import { hubFailure, type HubQuestion } from './hubFailure.ts';
import type { HubSettings } from './hubSettings.ts';
import { notAHub } from './notAHub.ts';

/** Questions to a hub's API; the bytes of files come through `download`. */
export interface HubClient extends AsyncDisposable {
  /** GETs JSON. @throws RagstoneError `unknown-name` or `download`, saying what to do */
  json(asked: HubQuestion): Promise<{ readonly value: unknown; readonly headers: Headers }>;
  /** HEAD, without leaving the hub's origin. @throws as `json` does */
  head(asked: HubQuestion): Promise<Headers>;
}

interface Options {
  readonly signal: AbortSignal;
  /** Default: 4 failures; 1 s, doubled each time. */
  readonly patience?: Patience;
}

const maxRedirects = 10;
const timeoutMs = 30_000;
const usual: Patience = { retries: 4, waitMs: (failure) => 1000 * 2 ** (failure - 1) };

/** Opens connections to a hub; nothing is sent yet. Proxies of the environment are honoured. */
export function openHubClient(settings: HubSettings, { signal, patience = usual }: Options): HubClient {
  const dispatcher = new EnvHttpProxyAgent();

  const once = async (method: 'GET' | 'HEAD', url: URL): Promise<Dispatcher.ResponseData> => {
    let target = url;
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const response = await request(target, {
        method,
        headers: { 'user-agent': 'ragstone', 'accept-encoding': 'identity', ...hubHeaders(settings, target) },
        dispatcher,
        signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      const { location } = response.headers;
      if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string') {
        return response;
      }
      const next = URL.parse(location, target.href);
      // A file that lies elsewhere is there, and may be read.
      if (next === null || (method === 'HEAD' && next.origin !== url.origin)) return response;
      await response.body.dump();
      target = next;
    }
    throw new RagstoneError('download', `${url.href}: more than ${maxRedirects} redirects.`);
  };

  const attempt = async <T>(
    method: 'GET' | 'HEAD',
    asked: HubQuestion,
    read: (response: Dispatcher.ResponseData) => Promise<T>,
  ): Promise<{ readonly answer: T } | ReturnType<typeof hubFailure>> => {
    try {
      const response = await once(method, asked.url);
      if (response.statusCode < 400) return { answer: await read(response) };
      await response.body.dump();
      return hubFailure(asked, response.statusCode, response.headers, settings);
    } catch (error) {
      signal.throwIfAborted();
      if (isRagstoneError(error)) throw error;
      return { because: toError(error).message };
    }
  };

  const persistent = async <T>(
    method: 'GET' | 'HEAD',
    asked: HubQuestion,
    read: (response: Dispatcher.ResponseData) => Promise<T>,
  ): Promise<T> => {
    for (let failure = 1; ; failure++) {
      const tried = await attempt(method, asked, read);
      if ('answer' in tried) return tried.answer;
      if (failure > patience.retries) {
        throw new RagstoneError(
          'download',
          `${asked.url.origin} gave no answer in ${failure} tries: ${tried.because}. Check the connection, HF_ENDPOINT and the proxy; HF_HUB_OFFLINE=1 uses what is in the cache.`,
          { input: asked.url.href },
        );
      }
      await delay(tried.waitMs ?? patience.waitMs(failure), undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
  };

  return {
    json: (asked) =>
      persistent('GET', asked, async ({ body, headers }) => ({
        value: parsed(asked, await body.text()),
        headers,
      })),
    head: (asked) =>
      persistent('HEAD', asked, async ({ body, headers }) => {
        await body.dump();
        return headers;
      }),
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

function parsed({ url }: HubQuestion, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw notAHub(url, error);
  }
}
