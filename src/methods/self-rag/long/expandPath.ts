import type { Ranked } from '../../../ports/passage.ts';
import type { Asked } from '../../../ports/question.ts';
import { unlessSpent, unlessTooLong } from '../affordable.ts';
import { recordScores } from '../candidate.ts';
import { cleanText } from '../cleanText.ts';
import { continueWithEach, watchFloor } from '../continueWithEach.ts';
import { textPrompt } from '../prompt.ts';
import type { SelfRagTools } from '../roles.ts';
import type { Settings } from '../settings.ts';
import { continueEvidence, critiqueTokens, noRetrieval, retrieveTokens } from '../tokens.ts';
import { growPath } from './growPath.ts';
import type { Hypothesis } from './hypothesis.ts';
import type { LongForm } from './longForms.ts';

interface Expansion {
  readonly asked: Asked;
  readonly settings: Settings;
  readonly form: LongForm;
  /** What the first search found. */
  readonly first: readonly Ranked[];
  /** Generations that may be made. */
  readonly most: number;
}

/** The paths that one path grows into: one a passage, or one without. None when budget or context allow none. */
export async function expandPath(
  tools: SelfRagTools,
  path: Hypothesis,
  { asked, settings, form, first, most }: Expansion,
): Promise<readonly Hypothesis[]> {
  if (most < 1) return [];
  if (path.because !== undefined) {
    tools.decide('retrieve', path.next === 'retrieve' ? 'yes' : 'no', { ...path.because, next: path.next });
  }
  const { maxTokens, k } = settings;
  const last = path.segments.at(-1);
  if (path.next === 'retrieve') {
    const again = form.searchesAgain && last !== undefined;
    // R is asked with (x, y of the last segment).
    const passages = again ? await tools.retrieve(`${asked.text} ${cleanText(last.raw)}`, k) : first;
    const batch = `${asked.text}\n${path.segments.map(({ raw }) => raw).join('')}`;
    const written = await continueWithEach(tools, path.context, passages, {
      maxTokens,
      watch: retrieveTokens,
      most,
      batch,
    });
    const grown = written.map(({ ranked, generation }) => growPath(path, generation, ranked, form, settings));
    const newest = grown.flatMap(({ segments }) => segments.slice(-1));
    recordScores(
      tools,
      newest.flatMap(({ evidence, critique }) =>
        evidence === undefined ? [] : [{ ranked: evidence, critique }],
      ),
    );
    if (grown.length > 0) return grown;
  }
  const control = path.next === 'continue' ? continueEvidence : noRetrieval;
  const writing = tools.generate('generator', {
    prompt: textPrompt([...path.context, { control }]),
    maxTokens,
    temperature: 0,
    watch: [...critiqueTokens, ...retrieveTokens],
    watchFloor,
  });
  // A question that is too long fails; a path that grew too long ends.
  const generation = await unlessSpent(last === undefined ? writing : unlessTooLong(writing));
  return generation === undefined ? [] : [growPath(path, generation, undefined, form, settings)];
}
