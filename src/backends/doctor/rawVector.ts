import type { HttpModel } from '../model/httpModel.ts';
import { unsupported } from '../model/unsupported.ts';

/** The vector of a text as the server sends it when a raw one is asked for, with nothing checked. */
export async function rawVector(model: HttpModel, text: string, signal: AbortSignal): Promise<Float32Array> {
  const { client, family, described } = model;
  if (family.embed === undefined) throw unsupported(model, 'it embeds nothing');
  const body = family.embed.body({
    model: described.address.model,
    adapter: described.address.text,
    texts: [text],
    normalise: false,
    version: described.version,
  });
  const { json } = await client.post(family.embed.path, body, signal);
  return family.embed.read(json)[0] ?? new Float32Array();
}
