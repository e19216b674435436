import { nth } from '../pick.ts';

const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** A whole number from 0 to 9,999 in words: `three hundred and forty-seven`. */
export function numberWords(amount: number): string {
  if (amount < 20) return nth(small, amount);
  if (amount < 100) {
    const ten = nth(tens, Math.floor(amount / 10));
    return amount % 10 === 0 ? ten : `${ten}-${numberWords(amount % 10)}`;
  }
  const [size, name] = amount < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  const rest = amount % size;
  const head = `${numberWords(Math.floor(amount / size))} ${name}`;
  if (rest === 0) return head;
  return `${head} ${rest < 100 ? 'and ' : ''}${numberWords(rest)}`;
}
