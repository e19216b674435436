/**
 * Takes off CSV's quotes: a field in double quotes whose inner ones are doubled. A field that only looks so
 * (`"A" and "B"`) stays as it is.
 */
export function csvUnquoted(field: string): string {
  if (field.length < 2 || !field.startsWith('"') || !field.endsWith('"')) return field;
  const inner = field.slice(1, -1);
  if (!inner.includes('"')) return inner;
  return inner.replaceAll('""', '').includes('"') ? field : inner.replaceAll('""', '"');
}
