import type { Step } from '../../ports/step.ts';
import type { StepLine } from './differingQuestion.ts';
import { shortened } from './shortened.ts';

const MOST_LINES = 40;
const MOST_DETAIL = 300;

/** The steps of a record as lines, nested ones below their heading; at most 40 of them. */
export function stepLines(steps: readonly Step[]): readonly StepLine[] {
  const lines = linesOf(steps, 0);
  if (lines.length <= MOST_LINES) return lines;
  const left = lines.length - MOST_LINES;
  const note = {
    depth: 0,
    what: `and ${left} more`,
    detail: shortened('in the records', MOST_DETAIL),
    ms: 0,
  };
  return [...lines.slice(0, MOST_LINES), note];
}

function linesOf(steps: readonly Step[], depth: number): readonly StepLine[] {
  return steps.flatMap((step) => [
    { depth, ms: step.ms, what: whatOf(step), detail: shortened(detailOf(step), MOST_DETAIL) },
    ...(step.kind === 'within' ? linesOf(step.steps, depth + 1) : []),
  ]);
}

function whatOf(step: Step): string {
  if (step.kind === 'within') return step.stage;
  return 'role' in step ? `${step.kind} (${step.role})` : step.kind;
}

function detailOf(step: Step): string {
  switch (step.kind) {
    case 'retrieve':
      return `“${step.query}” → ${step.found.length} of ${step.k}: ${step.found.map(({ title, id }) => title || id).join(' · ')}`;
    case 'generate':
      return `${step.text}${step.finish === 'length' ? ' [cut off by the limit of tokens]' : ''}`;
    case 'embed':
    case 'rerank':
      return `${step.texts} texts`;
    case 'fit':
      return `${step.shown} of ${step.offered} passages`;
    case 'decide': {
      const because = Object.entries(step.because).map(([name, value]) => `${name} ${brief(value)}`);
      return `${step.what}: ${step.chosen}${because.length === 0 ? '' : ` (${because.join(', ')})`}`;
    }
    case 'within':
      return step.label;
  }
}

/** Four digits tell a reader enough; the record has them all. */
function brief(value: number | string): string {
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(4)))
    : String(value);
}
