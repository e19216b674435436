/**
 * Why the beginning of an answer is not data: sign-in pages, virus-scan warnings and captive portals answer 200 with
 * HTML, and no dataset is HTML. `undefined` = nothing against it.
 */
export function refusedPage(
  type: string | readonly string[] | undefined,
  head: Uint8Array,
): string | undefined {
  const begins = Buffer.from(head.subarray(0, 256)).toString('latin1').trimStart();
  const isHtml = /^<(?:!doctype\s+html|html|head|body)\b/i.test(begins);
  if (!isHtml && !/^text\/html\b/i.test(String(type ?? ''))) return undefined;
  return 'sent a web page instead of the file (a sign-in, a warning or a network that wants a log-in): open the address in a browser, save the file, and use --mirror with its folder';
}
