import { z } from 'zod';
import { type AnyMethod, isPreset, type MethodPreset } from '../../methods/findMethod.ts';
import type { Fidelity } from '../../ports/method.ts';
import type { Roles } from '../../ports/roles.ts';

/** What a method says of itself. */
export interface MethodFacts {
  readonly name: string;
  readonly summary: string;
  /** With its default settings; absent where these do not suffice, or for a preset. */
  readonly fidelity?: Fidelity;
  /** For a preset: the method that it is. */
  readonly use?: string;
  /** For a preset: what it searches. */
  readonly source?: string;
  readonly roles: Roles;
  readonly retrieves: boolean;
  /** Empty where the method's schema cannot be looked into. */
  readonly settings: readonly { readonly name: string; readonly type: string; readonly usual?: unknown }[];
}

export function describeMethod(found: AnyMethod | MethodPreset): MethodFacts {
  const { name, summary } = found;
  if (isPreset(found)) {
    const { use, source } = found;
    return { name, summary, use, source, roles: {}, retrieves: true, settings: [] };
  }
  const { roles, retrieves, settings } = found;
  const fidelity = usualFidelity(found);
  return {
    name,
    summary,
    roles,
    retrieves,
    settings: settings instanceof z.ZodType ? settingsOf(settings) : [],
    ...(fidelity !== undefined && { fidelity }),
  };
}

function usualFidelity(method: AnyMethod): Fidelity | undefined {
  try {
    return method.fidelity(method.settings.parse({}));
  } catch (error) {
    // Some setting has no default.
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
}

const described = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ default: z.unknown().optional() })).optional(),
});

function settingsOf(schema: z.ZodType): MethodFacts['settings'] {
  const { properties = {} } = described.parse(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  );
  return Object.entries(properties).map(([name, { default: usual, ...type }]) => ({
    name,
    type: typeText(type),
    ...(usual !== undefined && { usual }),
  }));
}

const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const typeSchema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(literal).optional(),
  const: literal.optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
});

function typeText(told: unknown): string {
  const parsed = typeSchema.safeParse(told);
  if (!parsed.success) return 'any';
  const { type = 'any', items, anyOf, ...range } = parsed.data;
  if (anyOf !== undefined) return anyOf.map(typeText).join(' | ');
  if (range.enum !== undefined) return range.enum.map(String).join(' | ');
  if (range.const !== undefined) return String(range.const);
  if (type === 'array') return `list of ${typeText(items)}`;
  const least = range.minimum ?? range.exclusiveMinimum;
  const most = range.maximum ?? range.exclusiveMaximum;
  const bounded = most !== undefined && most < Number.MAX_SAFE_INTEGER;
  if (least === undefined && !bounded) return type;
  return `${type} ${least ?? '…'}${bounded ? ` to ${most}` : ' or more'}`;
}
