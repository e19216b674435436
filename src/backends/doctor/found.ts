import type { Finding } from '../../ports/finding.ts';

/** What a probe's work comes to; its name is put beside it. */
export type Found<V> = Omit<Finding<V>, 'name'>;
