import type { ListName, TurnName } from '../ports/listName.ts';

/** The parts of a scorer's name, `measure[@k]/variant[/list]@version`. */
export interface ScorerName {
  readonly measure: string;
  /** How many passages count, from 1; absent = the whole list. */
  readonly k?: number;
  readonly variant: string;
  /** Which list a retrieval measure looks at; answer measures have none. */
  readonly list?: ListName | TurnName;
  readonly version: number;
}

const word = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const count = '[1-9][0-9]{0,8}';
const grammar = new RegExp(
  `^(?<measure>${word})(?:@(?<k>${count}))?/(?<variant>${word})(?:/(?<list>first|evidence|shown|turn[1-9][0-9]?))?@(?<version>${count})$`,
  'u',
);

/** Reads a name such as `recall@5/title/evidence@1`; `undefined` when it is not one. */
export function parseScorerName(text: string): ScorerName | undefined {
  const parts = grammar.exec(text)?.groups;
  const { measure, k, variant, list, version } = parts ?? {};
  if (measure === undefined || variant === undefined || version === undefined) return undefined;
  return {
    measure,
    ...(k === undefined ? {} : { k: Number(k) }),
    variant,
    ...(list === undefined ? {} : { list: list as ListName | TurnName }),
    version: Number(version),
  };
}

/** The canonical spelling, which `parseScorerName` reads back. */
export function formatScorerName(name: ScorerName): string {
  const k = name.k === undefined ? '' : `@${name.k}`;
  const list = name.list === undefined ? '' : `/${name.list}`;
  return `${name.measure}${k}/${name.variant}${list}@${name.version}`;
}
