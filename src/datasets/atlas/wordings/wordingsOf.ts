import { RagstoneError } from '../../../errors.ts';
import type { AtlasKind } from '../entity.ts';
import { bookWordings } from './bookWordings.ts';
import { companyWordings } from './companyWordings.ts';
import { countryWordings } from './countryWordings.ts';
import { eventWordings } from './eventWordings.ts';
import { filmWordings } from './filmWordings.ts';
import type { KindWordings, RelationWordings } from './kindWordings.ts';
import { mountainWordings } from './mountainWordings.ts';
import { personWordings } from './personWordings.ts';
import { regionWordings } from './regionWordings.ts';
import { riverWordings } from './riverWordings.ts';
import { songWordings } from './songWordings.ts';
import { townWordings } from './townWordings.ts';
import { universityWordings } from './universityWordings.ts';

export const wordingsOf: Readonly<Record<AtlasKind, KindWordings>> = {
  country: countryWordings,
  region: regionWordings,
  town: townWordings,
  river: riverWordings,
  mountain: mountainWordings,
  university: universityWordings,
  company: companyWordings,
  person: personWordings,
  book: bookWordings,
  film: filmWordings,
  song: songWordings,
  event: eventWordings,
};

/** The words for a relation, named `kind.what`. */
export function wordingsOfRelation(kind: AtlasKind, relation: string): RelationWordings {
  const found = wordingsOf[kind].relations[relation];
  if (found === undefined) {
    throw new RagstoneError('internal', `There are no words for the relation ${relation}.`, {
      input: relation,
    });
  }
  return found;
}
