import type { AskedRelation } from './askedRelation.ts';

/** Companies, universities, events. */
export const companyAndEventAsking: Readonly<Record<string, AskedRelation>> = {
  'university.town': {
    noun: 'seat',
    asks: 'which town',
    questions: [
      'Where do the students of {s} live and study?',
      'To which town does one go to study at {s}?',
      'In what town would you find {s}?',
    ],
    phrases: ['the town where {s} is', 'the town where {s} teaches'],
  },
  'university.founded': {
    noun: 'year of foundation',
    asks: 'what',
    questions: [
      'How far back does {s} go?',
      'From what year on did {s} exist?',
      'In which year did {s} first teach students?',
    ],
    compared: { is: 'is older', quality: 'year of foundation', more: 'earlier' },
  },
  'company.industry': {
    noun: 'industry',
    asks: 'what',
    questions: [
      'What is the business of {s}?',
      'What kind of business does {s} do?',
      'In which line of industry is {s} found?',
    ],
    same: true,
  },
  'company.founder': {
    noun: 'founder',
    asks: 'who',
    past: true,
    questions: ['Who brought {s} into being?', 'Who is it that founded {s}?', 'Which person set {s} up?'],
    phrases: ['the person who started {s}', 'the person to whom {s} owes its foundation'],
    same: true,
    claims: ['{o} founded {s}', '{s} was founded by {o}'],
  },
  'company.founded': {
    noun: 'year of foundation',
    asks: 'what',
    questions: [
      'How far back does {s} go?',
      'From what year on did {s} exist?',
      'In which year did {s} begin to do business?',
    ],
    compared: { is: 'is older', quality: 'year of foundation', more: 'earlier' },
  },
  'company.headquarters': {
    noun: 'seat',
    asks: 'which town',
    questions: [
      'Where does the head of {s} have an office?',
      'To which town would one write to reach {s}?',
      'In what town does {s} have its main office?',
    ],
    phrases: ['the town where {s} has its main office', 'the town from which {s} is run'],
    same: true,
    claims: ['{o} is the seat of {s}', '{s} has its main office in {o}'],
  },
  'company.employees': {
    noun: 'number of employees',
    asks: 'what',
    questions: [
      'How many people earn a living at {s}?',
      'How many people does the staff of {s} have?',
      'How many does {s} give work to?',
    ],
    compared: { is: 'has more people at work', quality: 'staff', more: 'larger' },
  },
  'event.place': {
    noun: 'venue',
    asks: 'which town',
    past: true,
    questions: [
      'Where did people meet for {s}?',
      'To which town did visitors of {s} go?',
      'What town had {s} as its guest?',
    ],
    phrases: ['the town to which visitors of {s} went', 'the town where {s} was staged'],
    same: true,
    claims: ['{o} hosted {s}', '{s} was held in {o}'],
  },
  'event.year': {
    noun: 'year',
    asks: 'what',
    past: true,
    questions: [
      'In which year could one go to {s}?',
      'In what year did visitors come to {s}?',
      'From what year was {s}?',
    ],
    compared: { is: 'was held earlier', quality: 'year', more: 'earlier' },
  },
  'event.organiser': {
    noun: 'organiser',
    asks: 'who',
    past: true,
    questions: [
      'Who was in charge of {s}?',
      'Who had the work of organising {s}?',
      'Whose work was the organisation of {s}?',
    ],
    phrases: ['the person in charge of {s}', 'the person whose work {s} was'],
  },
};
