import type { Generation } from '../../../ports/backend.ts';
import type { Ranked } from '../../../ports/passage.ts';
import { critique } from '../critique.ts';
import { passageParts, writtenParts } from '../prompt.ts';
import type { Settings } from '../settings.ts';
import { continueEvidence, noRetrieval } from '../tokens.ts';
import { cutSegment } from './cutSegment.ts';
import type { Hypothesis } from './hypothesis.ts';
import type { LongForm } from './longForms.ts';

/** A path with the segment that a generation behind it begins with. `passage`: what the generation was shown for it. */
export function growPath(
  path: Hypothesis,
  generation: Generation,
  passage: Ranked | undefined,
  form: LongForm,
  settings: Settings,
): Hypothesis {
  const cut = cutSegment(generation, (token) => form.begins(token, settings));
  const all = generation.tokens ?? [];
  const judged = critique(
    { segment: form.judges === 'all' ? all : cut.tokens, all, shown: passage !== undefined },
    settings,
  );
  const goesOn = path.next === 'continue' ? path.segments.at(-1)?.evidence : undefined;
  const shown =
    passage === undefined
      ? [{ control: path.next === 'continue' ? continueEvidence : noRetrieval }]
      : form.keepsPassages
        ? passageParts(passage.passage)
        : [];
  return {
    context: [...path.context, ...shown, ...writtenParts(cut.raw)],
    segments: [...path.segments, { raw: cut.raw, evidence: passage ?? goesOn, critique: judged }],
    raw: cut.raw,
    score: form.extend(path.segments.length === 0 ? undefined : path.score, judged, settings),
    ...(cut.boundary === undefined ? { next: 'end' } : form.next(cut.boundary, settings)),
  };
}
