import { RagstoneError } from '../../../errors.ts';
import type { Random } from '../../../ports/random.ts';
import type { Entity, EntityRef, FactValue } from '../entity.ts';
import { oneIn } from '../pick.ts';

/** How a sentence names the object of a fact. */
export interface Named {
  readonly words: string;
  readonly pronoun: Entity['pronoun'];
  /** By a pseudonym. */
  readonly byAlias: boolean;
}

/** Names the object; people who have a pseudonym go by it once in three times. */
export function nameObject(
  subject: Entity,
  relation: string,
  random: Random,
  find: (ref: EntityRef) => Entity,
): Named {
  const value = factOf(subject, relation);
  if (!('entity' in value)) return { words: value.text, pronoun: 'it', byAlias: false };
  const { mention, alias, pronoun, ref } = find(value.entity);
  const byAlias = ref.kind === 'person' && alias !== undefined && oneIn(random, 3);
  return { words: byAlias ? alias : mention, pronoun, byAlias };
}

export function factOf(entity: Entity, relation: string): FactValue {
  const value = entity.facts.get(relation);
  if (value === undefined) {
    throw new RagstoneError('internal', `${entity.title} has no ${relation}.`, { input: relation });
  }
  return value;
}

export function pronounSlots(pronoun: Entity['pronoun']): Readonly<Record<string, string>> {
  const possessive = { he: 'his', she: 'her', it: 'its' }[pronoun];
  return { S: pronoun, "S's": possessive };
}
