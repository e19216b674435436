/** Numbers equal things from 0, in the order they come. */
export function turns(): (name: string) => number {
  const seen = new Map<string, number>();
  return (name) => {
    const turn = seen.get(name) ?? 0;
    seen.set(name, turn + 1);
    return turn;
  };
}
