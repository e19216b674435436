import { isRagstoneError, toError } from '../../errors.ts';
import type { Finding } from '../../ports/finding.ts';
import { faultOf } from '../fault.ts';
import type { Found } from './found.ts';

/** Runs a probe's work. It never throws: what a server refuses is a `no`, every other failure an `unknown`. */
export async function attempt<V>(name: string, work: () => Promise<Found<V>>): Promise<Finding<V>> {
  try {
    return { name, ...(await work()) };
  } catch (thrown) {
    const error = toError(thrown);
    const refused =
      faultOf(error)?.fault === 'refused' || (isRagstoneError(error) && error.code === 'unsupported');
    return { name, status: refused ? 'no' : 'unknown', value: null, detail: error.message };
  }
}
