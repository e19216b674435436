import type { FactValue } from '../entity.ts';
import type { Atlas } from '../openAtlas.ts';

/** All right spellings of what a fact says, the usual one first. */
export function spellingsOf(atlas: Atlas, value: FactValue): readonly string[] {
  return 'entity' in value ? atlas.entity(value.entity).spellings : value.spellings;
}
