import { RagstoneError } from '../../errors.ts';
import type { HttpModel } from './httpModel.ts';

/** What a server cannot do, by its kind and model. */
export function unsupported({ family, identity }: HttpModel, what: string): RagstoneError {
  return new RagstoneError('unsupported', `${identity.model} on ${family.name}: ${what}.`);
}
