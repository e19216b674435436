import { parseHubAddress } from '../../../backends/hub/hubAddress.ts';
import { hubSettings } from '../../../backends/hub/hubSettings.ts';
import { type PulledModel, pullModel } from '../../../backends/hub/pullModel.ts';
import { interruptible } from '../data/interruptible.ts';
import { describeModel } from './describeModel.ts';
import { modelProgress } from './modelProgress.ts';

interface PullFlags {
  readonly include?: readonly string[];
  readonly json?: true;
}

/** `ragstone models pull`. */
export async function modelsPullCommand(
  texts: readonly string[],
  raw: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { include = [], json } = raw as PullFlags;
  // A wrong address is refused before anything is fetched.
  const addresses = texts.map(parseHubAddress);
  const settings = await hubSettings();
  using stop = interruptible('Stopped. The same command continues where it broke off.');
  const pulled: PulledModel[] = [];
  for (const address of addresses) {
    using progress = modelProgress(address.repo);
    pulled.push(
      await pullModel({ settings, address, include, signal: stop.signal, progress: progress.show }),
    );
  }
  process.stdout.write(
    json === true ? `${JSON.stringify(pulled, undefined, 2)}\n` : pulled.map(describeModel).join(''),
  );
}
