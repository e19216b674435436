import { isRagstoneError, toError } from '../../errors.ts';
import { faultOf } from '../fault.ts';
import type { Finding, Found } from './finding.ts';

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
