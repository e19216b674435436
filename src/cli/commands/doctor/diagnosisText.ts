import type { Finding } from '../../../ports/finding.ts';
import { terminalSafe } from '../../ui/terminalSafe.ts';
import { textTable } from '../../ui/textTable.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A diagnosis as tables for people: one a server, one a model, one of the systems. */
export function diagnosisText({ servers, systems }: Diagnosis): string {
  const tables = servers.flatMap(({ id, address, findings, models }) => [
    `${id === address ? address : `${id}, ${address}`}\n${tableOf(findings)}`,
    ...models.map((model) => {
      const name = [model.model, ...(model.adapter === undefined ? [] : [`adapter ${model.adapter}`])].join(
        ', ',
      );
      return `${model.id === model.model ? name : `${model.id}: ${name}`}\n${tableOf(model.findings)}`;
    }),
  ]);
  const rows = systems.map((system) => [
    system.id,
    system.fits === 'fallback' ? `runs as ${system.name}` : system.fits === 'full' ? 'runs' : 'cannot run',
    'because' in system ? system.because : '',
  ]);
  return terminalSafe(
    [...tables, ...(rows.length === 0 ? [] : [textTable(['system', '', ''], rows)])].join('\n'),
  );
}

function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(({ name, status, detail }) => [name, status, detail.replaceAll(/\s+/g, ' ')]);
  return textTable(['what', '', 'found'], rows);
}
