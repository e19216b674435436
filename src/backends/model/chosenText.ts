/** The choice that an answer to a guided choice makes: as text, as JSON text, or as `{ choice }`. */
export function chosenText(text: string, choices: readonly string[]): string | undefined {
  const plain = choices.find((choice) => choice === text) ?? choices.find((choice) => choice === text.trim());
  if (plain !== undefined) return plain;
  try {
    const value = JSON.parse(text) as unknown;
    const named = typeof value === 'object' && value !== null && 'choice' in value ? value.choice : value;
    return choices.find((choice) => choice === named);
  } catch {
    return undefined;
  }
}
