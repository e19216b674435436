import type { Answer, Citation } from '../../../ports/answer.ts';
import type { Ranked } from '../../../ports/passage.ts';
import { cleanText } from '../cleanText.ts';
import type { SelfRagTools } from '../roles.ts';
import type { Hypothesis } from './hypothesis.ts';
import type { LongForm } from './longForms.ts';

/**
 * The best of all paths, whenever they ended, as an answer: its segments in a row, each with a citation of the passage
 * that it rests on. Empty segments and repetitions are left out, as `run_long_form_static.py:387-433` does.
 */
export function readOut(
  paths: readonly Hypothesis[],
  form: LongForm,
  stopped: string,
  tools: SelfRagTools,
): Answer {
  const written = paths.filter(({ segments }) => segments.length > 0);
  const worth = (path: Hypothesis): number => form.perSegment(path.score, path.segments.length);
  const [best] = written.toSorted((a, b) => worth(b) - worth(a));
  if (best === undefined) return { text: '', evidence: [], stopped };
  tools.decide('answer', `path of ${best.segments.length}`, {
    score: best.score,
    perSegment: worth(best),
    paths: written.length,
  });

  let text = '';
  const said = new Set<string>();
  const citations: Citation[] = [];
  const evidence = new Map<string, Ranked>();
  for (const { raw, evidence: ranked } of best.segments) {
    const clean = cleanText(raw);
    if (ranked !== undefined && !evidence.has(ranked.passage.id)) evidence.set(ranked.passage.id, ranked);
    if (clean === '' || said.has(clean)) continue;
    said.add(clean);
    const from = text === '' ? 0 : text.length + 1;
    text = text === '' ? clean : `${text} ${clean}`;
    if (ranked !== undefined) citations.push({ from, to: text.length, passages: [ranked.passage.id] });
  }
  return {
    text,
    raw: best.segments.map(({ raw }) => raw).join(''),
    evidence: [...evidence.values()],
    citations,
    stopped,
  };
}
