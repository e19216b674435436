import { RagstoneError } from '../../errors.ts';
import { shippedFile } from '../../io/shippedFile.ts';
import { cachedModel } from './cachedModel.ts';
import { hubAddressText, isHubAddress, parseHubAddress } from './hubAddress.ts';
import { hubSettings } from './hubSettings.ts';

/**
 * The path of a GGUF file: as it is told, or where the cache has one of a hub. Nothing is fetched and nothing asked.
 * @throws RagstoneError `missing-data` for a file of a hub that is not here, `usage` for a malformed address
 */
export async function cachedGguf(
  file: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  if (!isHubAddress(file)) return shippedFile(file);
  const address = parseHubAddress(file);
  const { path } = address;
  const cached =
    path === undefined ? undefined : await cachedModel(await hubSettings(environment), { ...address, path });
  const found = cached?.files[0];
  if (found !== undefined) return found.file;
  throw new RagstoneError(
    'missing-data',
    `${hubAddressText(address)} is not on this machine. Bring it with: ragstone models pull ${hubAddressText(address)}`,
    { input: file },
  );
}
