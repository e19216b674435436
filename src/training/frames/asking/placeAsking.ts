import type { AskedRelation } from './askedRelation.ts';

/** Countries, regions, towns, rivers, mountains. */
export const placeAsking: Readonly<Record<string, AskedRelation>> = {
  'country.capital': {
    noun: 'capital',
    asks: 'which town',
    questions: [
      'Where do the ministers of {s} sit?',
      'Which town rules {s} as its capital?',
      'By what name does the capital of {s} go?',
    ],
    phrases: ['the town where the government of {s} sits', 'the town that serves {s} as capital'],
  },
  'country.area': {
    noun: 'area',
    asks: 'what',
    questions: [
      'How many square kilometres are there in {s}?',
      'How much territory is inside {s}?',
      'How far does the land of {s} extend, in square kilometres?',
    ],
    compared: { is: 'is larger', quality: 'area', more: 'greater' },
  },
  'region.country': {
    noun: 'country',
    asks: 'what',
    questions: [
      'What country has {s} for a region?',
      'Inside which country would you find {s}?',
      'Which country is {s} a region of?',
    ],
    phrases: ['the country where {s} is', 'the country that {s} is part of'],
    same: true,
  },
  'region.capital': {
    noun: 'capital',
    asks: 'which town',
    questions: [
      'Where does the administration of {s} sit?',
      'What town has {s} for its centre of government?',
      'By what name does the capital of {s} go?',
    ],
    phrases: ['the town that governs {s}', 'the town that serves {s} as its capital'],
  },
  'region.area': {
    noun: 'area',
    asks: 'what',
    questions: [
      'How many square kilometres are there in {s}?',
      'How much territory is inside {s}?',
      'How far does the land of {s} extend, in square kilometres?',
    ],
    compared: { is: 'is larger', quality: 'area', more: 'greater' },
  },
  'town.region': {
    noun: 'region',
    asks: 'what',
    questions: [
      'Of which region is {s} a town?',
      'Which region has {s} among its towns?',
      'Where, in what region, does {s} stand?',
    ],
    phrases: ['the region that has {s} among its towns', 'the region where {s} is'],
    same: true,
  },
  'town.population': {
    noun: 'population',
    asks: 'what',
    questions: [
      'How many people make up {s}?',
      'For how many people is {s} the home?',
      'How many are the inhabitants of {s}?',
    ],
    compared: { is: 'has more people', quality: 'population', more: 'larger' },
  },
  'town.founded': {
    noun: 'year of foundation',
    asks: 'what',
    questions: [
      'How far back does {s} go?',
      'From what year on did {s} exist?',
      'In which year did the first people settle at {s}?',
    ],
    compared: { is: 'is older', quality: 'year of foundation', more: 'earlier' },
  },
  'town.river': {
    noun: 'river',
    asks: 'what',
    questions: [
      'Whose banks is {s} built on?',
      'What river passes {s}?',
      'Which water do the bridges of {s} cross?',
    ],
    phrases: ['the river that passes {s}', 'the river at {s}'],
    same: true,
  },
  'town.mayor': {
    noun: 'mayor',
    asks: 'who',
    questions: [
      'Who leads the town of {s}?',
      'Whom does {s} have as its mayor?',
      'Who is in office as mayor at {s}?',
    ],
    phrases: ['the person at the head of {s}', 'the person who holds office as mayor of {s}'],
  },
  'river.source': {
    noun: 'source',
    asks: 'which mountain',
    questions: [
      'Where do the springs of {s} lie?',
      'What mountain gives rise to {s}?',
      'On the side of which mountain does {s} start?',
    ],
    phrases: ['the mountain that gives rise to {s}', 'the mountain where {s} starts'],
    same: true,
  },
  'river.length': {
    noun: 'length',
    asks: 'what',
    questions: [
      'How many kilometres does {s} flow?',
      'How many kilometres are there between the source and the mouth of {s}?',
      'What distance does {s} cover?',
    ],
    compared: { is: 'is longer', quality: 'course', more: 'longer' },
  },
  'mountain.region': {
    noun: 'region',
    asks: 'what',
    questions: [
      'Of which region is {s} a mountain?',
      'Which region has {s} among its mountains?',
      'Where, in what region, does {s} rise?',
    ],
    phrases: ['the region that has {s} among its mountains', 'the region where {s} is'],
    same: true,
  },
  'mountain.height': {
    noun: 'height',
    asks: 'what',
    questions: [
      'How many metres does {s} rise?',
      'How far above the sea is the summit of {s}?',
      'How many metres up is the top of {s}?',
    ],
    compared: { is: 'is higher', quality: 'height', more: 'greater' },
  },
};
