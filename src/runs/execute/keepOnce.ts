/** `keep`, asked once for each text of a record: a passage stands in several lists, and its hash is the work. */
export function keepOnce(keep: (text: string) => string): (text: string) => string {
  const hashes = new Map<string, string>();
  return (text) => {
    const known = hashes.get(text);
    if (known !== undefined) return known;
    const hash = keep(text);
    hashes.set(text, hash);
    return hash;
  };
}
