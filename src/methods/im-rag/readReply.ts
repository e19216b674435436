import { z } from 'zod';
import { firstLine } from '../prompting/firstLine.ts';

const query = z.looseObject({ search_query: z.string() });

/** The query of a reply: JSON with `search_query`, wherever in it; without, the reply's first line. */
export function readQuery(reply: string): string {
  const braces = /\{.*\}/su.exec(reply)?.[0];
  const parsed = query.safeParse(braces === undefined ? undefined : jsonOf(braces));
  return parsed.success ? parsed.data.search_query.trim() : firstLine(reply);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a judge says that it is enough: the first 0 or 1 of its reply. `undefined` when there is none. */
export function readVerdict(reply: string): boolean | undefined {
  const digit = /[01]/.exec(reply)?.[0];
  return digit === undefined ? undefined : digit === '1';
}

/** The answer of a reply: what stands behind `Answer:`, up to `Rationale:`; `labelled` is false where nothing does. */
export function readAnswer(reply: string): { readonly text: string; readonly labelled: boolean } {
  const plain = reply.replaceAll(/[*_`#]/g, '');
  const found = /^\s*answer\s*:(.*?)(?:^\s*rationale\s*:|$(?![\s\S]))/imsu.exec(plain)?.[1];
  return { text: firstLine(found ?? plain), labelled: found !== undefined };
}
