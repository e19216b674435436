import { pullModel, type PulledModel, type PullModelOptions } from '../../../src/backends/hub/pullModel.ts';
import { parseHubAddress } from '../../../src/backends/hub/hubAddress.ts';
import { type HubSettings, hubSettings } from '../../../src/backends/hub/hubSettings.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type HubScript, scriptedHub, type ScriptedHub } from './scriptedHub.ts';

export interface HubFixture extends AsyncDisposable {
  readonly hub: ScriptedHub;
  /** HF_HOME. */
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  settings(more?: NodeJS.ProcessEnv): Promise<HubSettings>;
  /** Pulls into the home, without waiting between tries. */
  pull(address: string, more?: NodeJS.ProcessEnv, options?: Partial<PullModelOptions>): Promise<PulledModel>;
}

/** A scripted hub and a home for what it serves. */
export async function hubFixture(script: HubScript): Promise<HubFixture> {
  const hub = await scriptedHub(script);
  const home = await temporaryFolder();
  const environment = { HF_HOME: home, HF_ENDPOINT: hub.endpoint };
  const settings = (more: NodeJS.ProcessEnv = {}) => hubSettings({ ...environment, ...more });
  return {
    hub,
    home,
    environment,
    settings,
    pull: async (address, more, options) =>
      pullModel({
        settings: await settings(more),
        address: parseHubAddress(address),
        signal: new AbortController().signal,
        patience: { retries: 2, waitMs: () => 0 },
        ...options,
      }),
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}
