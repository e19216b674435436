import type { core, ZodObject, ZodType } from 'zod';

import { type FaultPlace, RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';

/**
 * A record checked against its schema.
 * @throws RagstoneError `bad-record` that names the first field at fault (`ctxs[3].title`) and what was expected.
 */
export function checkedRecord<T>(schema: ZodType<T>, value: unknown, place: FaultPlace): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Only now: an error map makes zod slower.
  const [issue] = schema.safeParse(value, { error: messageOf }).error?.issues ?? [];
  if (issue === undefined) throw new RagstoneError('internal', 'A schema changed its mind.', { place });
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
  const hint = unknownKey === undefined ? '' : nearestKey(schema, unknownKey);
  throw new RagstoneError('bad-record', `${issue.message}${hint}`, {
    place: { ...place, ...(path.length === 0 ? {} : { field: fieldName(path) }) },
    input: value,
  });
}

function fieldName(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return parts.join('').replace(/^\./, '');
}

function messageOf(issue: core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'This field is missing.';
  const found = kindOf(issue.input);
  if (issue.code === 'invalid_type') return `Expected ${named(issue.expected)}, found ${found}.`;
  if (issue.code === 'unrecognized_keys') return 'This key is not known.';
  return `A value such as ${found} does not fit here.`;
}

function nearestKey(schema: ZodType, key: string): string {
  const near = 'shape' in schema ? nearestName(key, Object.keys((schema as ZodObject).shape)) : undefined;
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function named(expected: string): string {
  return (
    { string: 'text', array: 'a list', object: 'an object', int: 'a whole number' }[expected] ??
    `a ${expected}`
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value.trim() === '' ? 'empty text' : 'text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
