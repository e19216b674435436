import type { FurtherFrames } from './furtherFrames.ts';

/** Statements about people. */
export const peopleFrames: FurtherFrames = {
  'person.occupation/statement': [
    '{S} worked as {an o}.',
    '{S} was, by occupation, {an o}.',
    '{S} spent a working life in {c} as {an o}.',
    'In {c} {s} had become known as {an o}.',
    '{S} earned a living as {an o}.',
    'The profession of {s} was that of {an o}.',
    '{S} was one of those who worked as {an o} in {c}.',
  ],
  'person.birthplace/statement': [
    '{S} came from {o}.',
    'The town where {s} was born is {o}.',
    "{S's} native town was {o}.",
    '{S} was one of the natives of {o}.',
    '{S} grew up in {o}, the place of birth.',
    'The house in which an aunt saw {s} born stands in {o}.',
    'By birth {s} belonged to {o}.',
  ],
  'person.born/statement': [
    "{S's} birth fell in {o}.",
    'The year of birth of {s} is {o}.',
    '{S} was born in the year {o}.',
    'The family register dates the birth of {s} to {o}.',
    '{S} first saw the world in {o}.',
    '{O} was the year in which {s} was born.',
    'As the papers say, {s} was born in {o}.',
  ],
  'person.spouse/statement': [
    "{S's} spouse was {o}.",
    '{O} was the spouse of {s}.',
    'The marriage of {s} and {o} was a happy one.',
    '{S} and {o} were married with the wishes of both families.',
    'Against all advice {s} married {o}.',
    '{S} spent a long married life with {o}.',
    'The person married to {s} was {o}.',
  ],
  'person.employer/statement': [
    "{S's} employer was {o}.",
    '{S} had a position with {o}.',
    'The employer of {s} was {o}.',
    'A regular salary came to {s} from {o}.',
    '{S} was in the service of {o} until retirement.',
    '{S} had an income from a post at {o}.',
    'On the staff of {o} {s} spent several years.',
  ],
  'person.education/statement': [
    "{S's} university was {o}.",
    '{S} was a student of {o}.',
    'The university that {s} attended was {o}.',
    '{S} completed a degree at {o}.',
    'As a student {s} was at {o}.',
    '{S} went to {o} to be educated.',
    'A course of study led {s} to a degree from {o}.',
  ],
};
