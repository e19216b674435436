import { describe, expect, test } from 'vitest';
import { shape, shapeOf } from '../../../src/methods/extractive/shapeOf.ts';

describe('shapeOf', () => {
  test.each([
    ['1939', shape.year],
    ['1,000', shape.number],
    ['12', shape.smallNumber],
    ['1980s', shape.decade],
    ['2nd', shape.ordinal],
    ['third', shape.ordinal],
    ['seven', shape.numberWord],
    ['May', shape.month],
    ['NASA', shape.allCaps],
    ['J', shape.initial],
    ['Paris', shape.capital],
    ['iPhone', shape.mixedCase],
    ['the', shape.article],
    ['The', shape.article],
    ['near', shape.preposition],
    ['running', shape.endsIng],
    ['quickly', shape.endsLy],
    ['king', shape.endsIng],
    ['red', shape.lower],
    [',', shape.comma],
    ['€', shape.currency],
    ['☃', shape.otherMark],
  ])('%s', (written, expected) => {
    expect(shapeOf(written, written.toLowerCase())).toBe(expected);
  });
});
