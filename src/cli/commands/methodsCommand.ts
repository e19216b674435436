import { findMethod, methodNames } from '../../methods/findMethod.ts';
import { textTable } from '../ui/textTable.ts';
import { describeMethod, type MethodFacts } from './describeMethod.ts';

/** `ragstone methods [name]`: a line for each, or everything about one. */
export async function methodsCommand(name: string | undefined, json: boolean): Promise<void> {
  const names = name === undefined ? await methodNames() : [name];
  const facts = await Promise.all(
    names.map(async (each) => describeMethod(await findMethod(each, process.cwd()))),
  );
  if (json) process.stdout.write(`${JSON.stringify(name === undefined ? facts : facts[0])}\n`);
  else process.stdout.write(name === undefined ? listing(facts) : facts.map(page).join(''));
}

function listing(facts: readonly MethodFacts[]): string {
  const rows = facts.map((each) => [
    each.name,
    each.fidelity ?? `as ${each.use ?? ''}`,
    rolesText(each),
    each.summary,
  ]);
  return textTable(['method', 'fidelity', 'roles', 'summary'], rows);
}

function page(facts: MethodFacts): string {
  const settings = facts.settings.map(({ name, type, usual }) => [
    name,
    type,
    usual === undefined ? '–' : JSON.stringify(usual),
  ]);
  return [
    `${facts.name}: ${facts.summary}\n`,
    textTable(
      ['', ''],
      [
        ['fidelity', facts.fidelity ?? `as ${facts.use ?? ''}`],
        ['roles', rolesText(facts)],
        ['source', facts.source ?? (facts.retrieves ? 'a retriever' : 'none')],
      ],
    ).trimStart(),
    ...(settings.length === 0 ? [] : [textTable(['setting', 'values', 'default'], settings)]),
  ].join('\n');
}

function rolesText({ roles }: MethodFacts): string {
  const named = Object.entries(roles).map(([role, kind]) => `${role} (${kind})`);
  return named.length === 0 ? '–' : named.join(', ');
}
