import { canonicalJson } from '../../io/canonicalJson.ts';
import type { StoredCall } from '../store/answerStore.ts';
import type { CallParts } from '../store/callKey.ts';

/** In which parts the nearest recorded call differs from the one that was asked, in one sentence. */
export function nearestCall(asked: CallParts, recorded: Iterable<StoredCall>): string {
  let best:
    | { readonly parts: CallParts; readonly differ: readonly string[]; readonly alike: number }
    | undefined;
  for (const { parts } of recorded) {
    const differ = differing(asked, parts);
    // Among calls that differ in as many parts, the one whose differing parts begin alike the longest.
    const alike = differ.reduce((sum, name) => sum + sharedStart(shown(asked[name]), shown(parts[name])), 0);
    if (
      best === undefined ||
      differ.length < best.differ.length ||
      (differ.length === best.differ.length && alike > best.alike)
    ) {
      best = { parts, differ, alike };
    }
  }
  if (best === undefined) return 'it is empty.';
  const { parts } = best;
  const each = best.differ.map((name) => `${name} (${contrast(shown(parts[name]), shown(asked[name]))})`);
  return `the nearest one has another ${each.join(', ')}.`;
}

function differing(a: CallParts, b: CallParts): readonly string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => shown(a[name]) !== shown(b[name]));
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : canonicalJson(value);
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** Both values from shortly before they part. */
function contrast(was: string, is: string): string {
  const from = Math.max(0, sharedStart(was, is) - 20);
  const cut = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + 60)}${text.length > from + 60 ? '…' : ''}`;
  return `recorded ${cut(was)}, asked ${cut(is)}`;
}
