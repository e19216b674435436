/**
 * A grader's verdict. The notebook takes an exact `yes`; ours also `Yes.`, a first word, and JSON (`binary_score`,
 * `score` or any other single member). `invalid` counts as no and is recorded as what it is.
 */
export type Grade = 'yes' | 'no' | 'invalid';

export function parseGrade(text: string): Grade {
  const said = (jsonMember(text) ?? text).trim().toLowerCase();
  const word = /^\W*(yes|no)\b/.exec(said)?.[1];
  return word === 'yes' || word === 'no' ? word : 'invalid';
}

function jsonMember(text: string): string | undefined {
  const json = /\{[^{}]*\}/.exec(text)?.[0];
  if (json === undefined) return undefined;
  try {
    const [value] = Object.values(JSON.parse(json) as object) as readonly unknown[];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
