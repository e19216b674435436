/** Whether a JSON text begins as Pyserini's results do: an object whose members are records of a question. */
export function isMapOfResults(head: string): boolean {
  return /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"(?:question|answers|contexts)"\s*:/.test(head);
}
