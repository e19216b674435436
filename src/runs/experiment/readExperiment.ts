import { readFile } from 'node:fs/promises';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { RagstoneError } from '../../errors.ts';
import { nearestName } from '../../io/nearestName.ts';
import { experimentSchema, type Experiment } from './experimentSchema.ts';
import { keysAt } from './keysAt.ts';

/** Reads and checks an experiment file. @throws RagstoneError `usage` with line, column and the nearest valid key */
export async function readExperiment(file: string): Promise<Experiment> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new RagstoneError('usage', `There is no experiment file ${file}.`, { cause: error, input: file });
  }
  return parseExperiment(text, file);
}

/** As `readExperiment`, from text; `file` is used in messages only. */
export function parseExperiment(text: string, file: string): Experiment {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new RagstoneError('usage', broken.message, { place: { file, line, column: col } });
  }
  const checked = experimentSchema.safeParse(document.toJS());
  if (checked.success) return checked.data;
  throw issueError(checked.error.issues, document, lines, file);
}

/** The first fault as an error, the others as further lines of it. */
function issueError(
  issues: readonly z.core.$ZodIssue[],
  document: Document.Parsed,
  lines: LineCounter,
  file: string,
): RagstoneError {
  const faults = issues.flatMap((issue) => describe(deepest(issue), document, lines));
  const [first, ...others] = faults;
  const more = others.map((fault) => `\n${file}:${fault.line}:${fault.column}: ${fault.message}`).join('');
  return new RagstoneError('usage', `${first?.message ?? 'This is not an experiment.'}${more}`, {
    place: { file, line: first?.line ?? 1, column: first?.column ?? 1 },
  });
}

/** Of a choice between forms, the fault in the form that was meant: the one that got furthest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flat()
    .filter((fault) => fault.path.length > 0 || fault.code === 'unrecognized_keys')
    .map((fault) => deepest({ ...fault, path: [...issue.path, ...fault.path] }));
  return inner.sort((a, b) => b.path.length - a.path.length)[0] ?? issue;
}

function describe(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  lines: LineCounter,
): { readonly line: number; readonly column: number; readonly message: string }[] {
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = keysAt(experimentSchema, issue.path);
      const near = nearestName(key, known);
      const hint = near === undefined ? `known keys: ${known.join(', ')}` : `did you mean "${near}"?`;
      const place = keyPosition(document, issue.path, key, lines);
      return { ...place, message: `unknown key "${key}"${where === '' ? '' : ` in ${where}`}; ${hint}` };
    });
  }
  return [
    {
      ...position(document, issue.path, lines),
      message: where === '' ? issue.message : `${where}: ${issue.message}`,
    },
  ];
}

/** Where the value stands; for one that is missing, where its nearest parent does. */
function position(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  lines: LineCounter,
): { readonly line: number; readonly column: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const { line, col } = lines.linePos(Number(node.range[0]));
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

function keyPosition(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  key: string,
  lines: LineCounter,
): { readonly line: number; readonly column: number } {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => String(item.key) === key) : undefined;
  const range: unknown =
    typeof pair?.key === 'object' && pair.key !== null && 'range' in pair.key ? pair.key.range : undefined;
  if (!Array.isArray(range)) return position(document, path, lines);
  const { line, col } = lines.linePos(Number(range[0]));
  return { line, column: col };
}
