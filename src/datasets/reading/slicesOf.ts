/** Those of the named members that results can be split by: text that is not empty, and numbers. */
export function slicesOf(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = record[name];
      const usable = typeof value === 'number' || (typeof value === 'string' && value !== '');
      return usable ? [[name, value] as const] : [];
    }),
  );
}
