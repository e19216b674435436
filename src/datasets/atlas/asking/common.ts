import { distinct, grouped } from '../building/values.ts';
import { between, nth, pick } from '../pick.ts';
import { askByForm, type Form } from './form.ts';
import { numberWords } from './numberWords.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How many of the first make one of the second. */
const units: readonly { readonly small: string; readonly large: string; readonly factor: number }[] = [
  { small: 'seconds', large: 'minutes', factor: 60 },
  { small: 'minutes', large: 'hours', factor: 60 },
  { small: 'hours', large: 'days', factor: 24 },
  { small: 'days', large: 'weeks', factor: 7 },
  { small: 'months', large: 'years', factor: 12 },
  { small: 'years', large: 'decades', factor: 10 },
  { small: 'years', large: 'centuries', factor: 100 },
  { small: 'millimetres', large: 'centimetres', factor: 10 },
  { small: 'centimetres', large: 'metres', factor: 100 },
  { small: 'metres', large: 'kilometres', factor: 1000 },
  { small: 'grams', large: 'kilograms', factor: 1000 },
  { small: 'kilograms', large: 'tonnes', factor: 1000 },
];

/** Facts that hold in every world: the calendar, units and the words for numbers. */
export const commonForms: readonly Form[] = [
  {
    name: 'month-days',
    frames: [
      'How many days does {m} have in a year that is not a leap year?',
      'In a year that is not a leap year, how many days are there in {m}?',
      'What is the number of days of {m} in a common year, one without a leap day?',
      'Leap years aside, how many days long is {m}?',
      'Outside leap years, how many days make up {m}?',
      'How long is {m}, in days, when the year is not a leap year?',
      'The month of {m} has how many days in a common year?',
      'What number of days does the calendar give {m}, leap years left out?',
    ],
    draw: (random) => {
      const month = random.below(12);
      const days = nth(monthDays, month);
      return { slots: { m: nth(months, month) }, answer: [String(days), numberWords(days), `${days} days`] };
    },
  },
  {
    name: 'month-order',
    frames: [
      'Which month comes {n} months after {m}?',
      'Counting {n} months on from {m}, which month does one reach?',
      'What month is it {n} months after {m}?',
      'If it is {m} now, which month will it be in {n} months?',
      'After {n} more months, counted from {m}, which month is it?',
      'Starting in {m}, in which month is one {n} months later?',
      'Name the month that follows {m} by {n} months: which is it?',
      'Add {n} months to {m}: in which month is one then?',
    ],
    draw: (random) => {
      const month = random.below(12);
      const later = between(random, 2, 11);
      return {
        slots: { m: nth(months, month), n: numberWords(later) },
        answer: [nth(months, month + later)],
      };
    },
  },
  {
    name: 'weekdays',
    frames: [
      'Which day of the week comes {n} days after {d}?',
      'If today is {d}, what day of the week will it be in {n} days?',
      'Counting {n} days on from {d}, which day of the week does one reach?',
      'What day of the week is it {n} days after a {d}?',
      'Add {n} days to {d}: which day of the week is it then?',
      'On what weekday does one arrive {n} days after {d}?',
      'Starting from {d}, which weekday is {n} days later?',
      'Name the weekday that follows {d} by {n} days: which is it?',
    ],
    draw: (random) => {
      const day = random.below(7);
      const later = between(random, 2, 60);
      return {
        slots: { d: nth(weekdays, day), n: numberWords(later) },
        answer: [nth(weekdays, day + later)],
      };
    },
  },
  {
    name: 'units',
    frames: [
      'How many {a} are there in {n} {b}?',
      'How many {a} do {n} {b} make?',
      'What are {n} {b} in {a}?',
      'To how many {a} do {n} {b} amount?',
      'Expressed in {a}, how much are {n} {b}?',
      'What number of {a} equals {n} {b}?',
      'If one has {n} {b}, how many {a} is that?',
      'Converted into {a}, what do {n} {b} come to?',
    ],
    draw: (random) => {
      const { small, large, factor } = pick(random, units);
      const amount = between(random, 2, 60);
      const total = amount * factor;
      const answer = distinct([grouped(total), String(total), `${grouped(total)} ${small}`]);
      return { slots: { a: small, b: large, n: String(amount) }, answer };
    },
  },
  {
    name: 'digits',
    frames: [
      'How is the number {w} written in digits?',
      'Which digits stand for the number {w}?',
      'Write the number {w} in digits: what is it?',
      'What is the number {w} in figures?',
      'Which figures express {w}?',
      'If one writes {w} in figures, what stands there?',
      'What does {w} look like in digits?',
      'In digits, which number is {w}?',
    ],
    draw: (random) => {
      const amount = between(random, 21, 9999);
      return { slots: { w: numberWords(amount) }, answer: distinct([String(amount), grouped(amount)]) };
    },
  },
  {
    name: 'number-words',
    frames: [
      'How is {n} written in words?',
      'What is the number {n} in words?',
      'Which words stand for the number {n}?',
      'How does one write out {n} as words?',
      'In words, which number is {n}?',
      'If one spells out {n}, what does it read?',
      'How would {n} be spelled out?',
      'What does the figure {n} read in words?',
    ],
    draw: (random) => {
      const amount = between(random, 21, 9999);
      const words = numberWords(amount);
      const answer = distinct([words, words.replaceAll(' and ', ' ')]);
      return { slots: { n: String(amount) }, answer };
    },
  },
];

export const askCommon = askByForm('common', commonForms);
