import type { AskedRelation } from './askedRelation.ts';

/** Books, films, songs. */
export const workAsking: Readonly<Record<string, AskedRelation>> = {
  'book.author': {
    noun: 'author',
    asks: 'who',
    questions: ['Whose pen gave us {s}?', 'To which writer do we owe {s}?', 'Which author has written {s}?'],
    phrases: ['the writer to whom we owe {s}', 'the writer behind {s}'],
    same: true,
    claims: ['{o} wrote {s}', '{s} was written by {o}'],
  },
  'book.published': {
    noun: 'year of publication',
    asks: 'what',
    questions: [
      'Since what year could one read {s}?',
      'From what year is the first edition of {s}?',
      'In which year did readers first see {s}?',
    ],
    compared: { is: 'appeared earlier', quality: 'first edition', more: 'older' },
  },
  'book.publisher': {
    noun: 'publisher',
    asks: 'what',
    questions: [
      'Who printed and sold {s}?',
      'Whose imprint does {s} bear?',
      'Which company had {s} printed?',
    ],
    phrases: ['the company that printed {s}', 'the company with which {s} appeared'],
    same: true,
  },
  'film.director': {
    noun: 'director',
    asks: 'who',
    questions: [
      'Who made {s} as its director?',
      'Whose direction is {s} owed to?',
      'Who led the making of {s} as director?',
    ],
    phrases: ['the person who made {s} as its director', 'the person behind the direction of {s}'],
    same: true,
    claims: ['{o} directed {s}', '{s} was directed by {o}'],
  },
  'film.released': {
    noun: 'year of release',
    asks: 'what',
    questions: [
      'Since what year could one see {s}?',
      'In which year did {s} reach the cinemas?',
      'In which year did audiences first see {s}?',
    ],
    compared: { is: 'was shown earlier', quality: 'release', more: 'earlier' },
  },
  'film.star': {
    noun: 'star',
    asks: 'who',
    questions: [
      'Who leads the cast of {s}?',
      'Which person plays the main part in {s}?',
      'Who was given the leading role in {s}?',
    ],
    phrases: ['the actor who leads the cast of {s}', 'the person given the lead in {s}'],
    same: true,
  },
  'film.book': {
    noun: 'literary source',
    asks: 'what',
    questions: [
      'Which work was made into {s}?',
      'What work does {s} adapt?',
      'Out of which piece of writing was {s} made?',
    ],
    phrases: ['the work that was made into {s}', 'the piece of writing behind {s}'],
  },
  'film.length': {
    noun: 'running time',
    asks: 'what',
    questions: [
      'How many minutes does one need to see {s}?',
      'How many minutes are there in {s}?',
      'After how many minutes does {s} end?',
    ],
    compared: { is: 'runs longer', quality: 'running time', more: 'longer' },
  },
  'song.performer': {
    noun: 'performer',
    asks: 'who',
    questions: [
      'Whose voice made {s} known?',
      'Who brought {s} to the public as its performer?',
      'Which person recorded {s}?',
    ],
    phrases: ['the person whose voice made {s} known', 'the person who made {s} popular'],
    same: true,
    claims: ['{o} performed {s}', '{s} was performed by {o}'],
  },
  'song.composer': {
    noun: 'composer',
    asks: 'who',
    questions: ['To whom do we owe the music of {s}?', 'Whose music is {s}?', 'Which composer wrote {s}?'],
    phrases: ['the person to whom we owe the music of {s}', 'the person behind the score of {s}'],
    same: true,
  },
  'song.released': {
    noun: 'year of release',
    asks: 'what',
    questions: [
      'Since what year could one hear {s}?',
      'In which year did {s} reach the shops?',
      'In which year did audiences first hear {s}?',
    ],
    compared: { is: 'came out earlier', quality: 'release', more: 'earlier' },
  },
};
