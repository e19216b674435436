import type { FurtherFrames } from '../furtherFrames.ts';
import { framesOf } from './askedRelation.ts';
import { companyAndEventAsking } from './companyAndEventAsking.ts';
import { peopleAsking } from './peopleAsking.ts';
import { placeAsking } from './placeAsking.ts';
import { workAsking } from './workAsking.ts';

/** Questions about one article, phrases for its values, comparisons and verdicts. */
export const askingFrames: FurtherFrames = Object.assign(
  {},
  ...Object.entries({ ...placeAsking, ...peopleAsking, ...workAsking, ...companyAndEventAsking }).map(
    ([relation, asked]) => framesOf(relation, asked),
  ),
);
