import type { AtlasKind, FactValue, LiteralValue } from '../entity.ts';

export function word(text: string): LiteralValue {
  return { text, spellings: [text] };
}

export function year(amount: number): LiteralValue {
  return { text: String(amount), spellings: [String(amount)], amount };
}

/** `12,345`, or `12345`. */
export function count(amount: number): LiteralValue {
  const text = grouped(amount);
  return { text, spellings: distinct([text, String(amount)]), amount };
}

/** `1,432 kilometres`, or `1432 km`, or the number alone. */
export function measure(amount: number, unit: string, short: string): LiteralValue {
  const numbers = distinct([grouped(amount), String(amount)]);
  const spellings = [unit, short, ''].flatMap((name) => numbers.map((number) => `${number} ${name}`.trim()));
  return { text: `${grouped(amount)} ${unit}`, spellings, amount };
}

export function entity(country: number, kind: AtlasKind, n: number): FactValue {
  return { entity: { country, kind, n } };
}

/** A whole number from 0 with a comma before each three digits, in every locale. */
export function grouped(amount: number): string {
  return String(amount).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
}

export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
