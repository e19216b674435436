/** The text before whichever stop string comes first in it; `undefined` when none does. */
export function firstStop(text: string, stops: readonly string[]): string | undefined {
  const ends = stops.filter((stop) => stop !== '').map((stop) => text.indexOf(stop));
  const found = ends.filter((at) => at !== -1);
  return found.length === 0 ? undefined : text.slice(0, Math.min(...found));
}
