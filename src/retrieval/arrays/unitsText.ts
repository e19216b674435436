/** A call takes only so many arguments. */
const pieceUnits = 4096;

/** The text of UTF-16 units, lone surrogates included. */
export function unitsText(units: Uint16Array): string {
  let text = '';
  for (let from = 0; from < units.length; from += pieceUnits) {
    text += String.fromCharCode(...units.subarray(from, from + pieceUnits));
  }
  return text;
}
