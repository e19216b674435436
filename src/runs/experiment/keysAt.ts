import { z } from 'zod';

/** The keys that a schema knows at a path; `[]` where it takes none or any. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysAt(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  if (schema instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(schema.shape);
    const member: unknown = schema.shape[String(step)];
    return member instanceof z.ZodType ? keysAt(member, rest) : [];
  }
  if (schema instanceof z.ZodArray && step !== undefined) return keysAt(schema.element, rest);
  if (schema instanceof z.ZodRecord && step !== undefined) return keysAt(schema.valueType, rest);
  return [];
}
