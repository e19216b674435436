import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';

/**
 * The connections to one server: kept alive, as many as calls may be in flight, through the proxy that the
 * environment names (`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`), if any. Time limits are the caller's.
 */
export function openDispatcher(options: {
  readonly origin: string;
  readonly connections: number;
  readonly maxBodyBytes: number;
  readonly environment: NodeJS.ProcessEnv;
}): Dispatcher {
  const { environment, origin } = options;
  const told = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name];
  const [httpProxy, httpsProxy] = [told('HTTP_PROXY'), told('HTTPS_PROXY')];
  const common = {
    connections: options.connections,
    maxResponseSize: options.maxBodyBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    connect: { timeout: 10_000 },
  };
  if (!httpProxy && !httpsProxy) return new Pool(origin, common);
  return new EnvHttpProxyAgent({
    ...common,
    ...(httpProxy && { httpProxy }),
    ...(httpsProxy && { httpsProxy }),
    noProxy: told('NO_PROXY') ?? '',
  });
}
