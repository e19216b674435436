import type { AskedRelation } from './askedRelation.ts';

export const peopleAsking: Readonly<Record<string, AskedRelation>> = {
  'person.occupation': {
    noun: 'occupation',
    asks: 'what',
    past: true,
    questions: ['What work was {s} known for?', 'How did {s} earn a living?', 'As what was {s} known?'],
    same: true,
  },
  'person.birthplace': {
    noun: 'birthplace',
    asks: 'which town',
    past: true,
    questions: [
      'Where did {s} come into the world?',
      'What town did {s} come from?',
      'Which town saw {s} as a newborn child?',
    ],
    phrases: ['the town that {s} came from', 'the native town of {s}'],
    same: true,
    claims: ['{o} was the birthplace of {s}', '{s} was born in {o}'],
  },
  'person.born': {
    noun: 'year of birth',
    asks: 'what',
    past: true,
    questions: [
      'From what year on did {s} live?',
      'Which is the year that {s} was born in?',
      'In what year did {s} first see the world?',
    ],
    compared: { is: 'was born earlier', quality: 'year of birth', more: 'earlier' },
  },
  'person.spouse': {
    noun: 'spouse',
    asks: 'who',
    past: true,
    questions: [
      'With whom did {s} spend a married life?',
      'Who became the spouse of {s}?',
      'Who had {s} for a spouse?',
    ],
    phrases: ['the person who married {s}', 'the person whose spouse was {s}'],
    claims: ['{o} married {s}', '{s} was the spouse of {o}'],
  },
  'person.employer': {
    noun: 'employer',
    asks: 'what',
    past: true,
    questions: ['From whom did {s} earn a salary?', 'Whose employee was {s}?', 'Where was {s} employed?'],
    phrases: ['the institution or firm that paid {s}', 'the institution or firm that had {s} on its staff'],
    same: true,
  },
  'person.education': {
    noun: 'university',
    asks: 'what',
    past: true,
    questions: [
      'Which university gave {s} a degree?',
      'At which university was {s} educated?',
      'Where was {s} as a student?',
    ],
    phrases: ['the university that gave {s} a degree', 'the university that educated {s}'],
    same: true,
    claims: ['{o} gave {s} a degree', '{s} was a student at {o}'],
  },
};
