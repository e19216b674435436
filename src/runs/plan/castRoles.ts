import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Roles } from '../../ports/roles.ts';

/** Who plays which role. */
export interface Cast {
  /** Role → name of a model. */
  readonly roles: Readonly<Record<string, string>>;
  /** Role → the model itself. */
  readonly backends: Readonly<Record<string, Backend>>;
}

/**
 * Gives every role its model. Roles that nobody is named for are played by the only model, where there is but one.
 * `who` begins the messages: `System "a"`.
 * @throws RagstoneError `usage` for a role or a model that there is not
 */
export function castRoles(
  who: string,
  { name, roles: wanted }: { readonly name: string; readonly roles: Roles },
  named: Readonly<Record<string, string>>,
  models: Readonly<Record<string, Backend>>,
): Cast {
  const names = Object.keys(wanted);
  const extra = Object.keys(named).find((role) => !names.includes(role));
  if (extra !== undefined) {
    throw new RagstoneError(
      'usage',
      `${who} gives a model to "${extra}", but ${name} has ${names.length === 0 ? 'no roles' : `the roles ${names.join(', ')}`}.`,
      { input: extra },
    );
  }
  const [only, ...others] = Object.keys(models);
  const usual = only === undefined || others.length > 0 ? undefined : only;
  const cast = names.map((role) => {
    const model = named[role] ?? usual;
    const backend = model === undefined ? undefined : models[model];
    if (model === undefined || backend === undefined) throw noModel(who, role, model, Object.keys(models));
    return { role, model, backend };
  });
  return {
    roles: Object.fromEntries(cast.map(({ role, model }) => [role, model])),
    backends: Object.fromEntries(cast.map(({ role, backend }) => [role, backend])),
  };
}

function noModel(
  who: string,
  role: string,
  model: string | undefined,
  known: readonly string[],
): RagstoneError {
  const told =
    model === undefined
      ? `needs a model for its role "${role}"`
      : `names the model "${model}" for its role "${role}"`;
  const there = known.length === 0 ? 'the experiment has no models' : `the models are ${known.join(', ')}`;
  return new RagstoneError('usage', `${who} ${told}, and ${there}.`, { input: model });
}
