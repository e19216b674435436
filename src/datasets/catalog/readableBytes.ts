/** Decimal units, three digits: `1 B`, `46.3 MB`, `4.69 GB`. */
export function readableBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? bytes : Number(value.toPrecision(3))} ${units[power] ?? 'B'}`;
}
