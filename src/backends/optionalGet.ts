import type { Get } from './family.ts';
import { faultOf } from './fault.ts';
import type { HttpClient } from './http/httpClient.ts';

/** GETs that may be missing: a 4xx other than a refused key, or a page that is no JSON, is no answer. */
export function optionalGet(client: HttpClient, signal: AbortSignal): Get {
  return async (path) => {
    try {
      return (await client.get(path, signal)).json;
    } catch (error) {
      const fault = faultOf(error);
      if (fault?.fault === 'refused' || fault?.fault === 'malformed' || fault?.status === 501)
        return undefined;
      throw error;
    }
  };
}
