import type { ExaminedServer } from '../../../backends/doctor/examineServer.ts';
import type { SystemFit } from './systemFits.ts';

/** What was found out about servers, and about the systems that need them. */
export interface Diagnosis {
  readonly servers: readonly (ExaminedServer & { readonly id: string })[];
  /** Empty where no experiment was told. */
  readonly systems: readonly SystemFit[];
}

/** The exit status: 1 when a server cannot be reached, 2 when a system could not run or a model is not there, else 0. */
export function diagnosisStatus({ servers, systems }: Diagnosis): number {
  if (servers.some(({ reached }) => !reached)) return 1;
  const absent = servers.some(({ models }) => models.some(({ backend }) => backend === undefined));
  return absent || systems.some(({ fits }) => fits === 'refused') ? 2 : 0;
}
