import { describe, expect, it } from 'vitest';

import { wordingsOf } from '../../../src/datasets/atlas/wordings/wordingsOf.ts';
import { frameLists } from '../../../src/training/split/frameLists.ts';
import { wordingSplit } from '../../../src/training/split/wordingSplit.ts';

const split = wordingSplit();
const lists = [...frameLists()].filter(([, frames]) => frames.length > 0);
const framesOf = (side: 'train' | 'held-out'): ReadonlyMap<string, readonly string[]> =>
  new Map(lists.map(([list]) => [list, split[side].get(list)?.map(({ frame }) => frame) ?? []]));
const train = framesOf('train');
const heldOut = framesOf('held-out');
const wordsOf = (frame: string): readonly string[] =>
  frame
    .replaceAll(/\{[^}]*\}/g, ' ')
    .toLowerCase()
    .match(/[a-z]+/g) ?? [];

describe('wordingSplit', () => {
  it('leaves training at least twelve statements of each relation, most have sixteen', () => {
    const counts = lists
      .filter(([list]) => list.endsWith('/statement'))
      .map(([list]) => train.get(list)?.length ?? 0);
    expect(counts).toHaveLength(41);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(12);
    expect(counts.filter((count) => count >= 16).length).toBeGreaterThan(35);
  });

  it('keeps a part of every list from training', () => {
    expect(lists.filter(([list]) => (heldOut.get(list)?.length ?? 0) === 0)).toEqual([]);
    for (const [list] of lists.filter(([name]) => !/\/(?:phrase|alias)$/.test(name))) {
      expect(heldOut.get(list)?.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('has no frame on both sides, in whatever lists', () => {
    const trained = new Set([...train.values()].flat());
    expect([...heldOut.values()].flat().filter((frame) => trained.has(frame))).toEqual([]);
  });

  it('holds out frames, not words: each of their words is trained in some frame', () => {
    const trained = new Set([...train.values()].flat().flatMap(wordsOf));
    for (const { colour } of Object.values(wordingsOf))
      for (const word of colour.flatMap(wordsOf)) trained.add(word);
    const fresh = [...heldOut.values()]
      .flat()
      .flatMap(wordsOf)
      .filter((word) => !trained.has(word));
    expect(fresh).toEqual([]);
  });

  it('leaves a question without possessive on both sides, to be asked through phrases', () => {
    for (const [list] of lists.filter(([name]) => name.endsWith('/question'))) {
      for (const side of [train, heldOut]) {
        expect(side.get(list)?.some((frame) => !frame.includes("{s's}"))).toBe(true);
      }
    }
  });

  it('gives every wording an id of its own, by its place in its list', () => {
    const wordings = Object.values(split).flatMap((side) => [...side.values()].flat());
    expect(new Set(wordings.map(({ id }) => id)).size).toBe(wordings.length);
    for (const [list, frames] of lists) {
      for (const { id, frame } of split['held-out'].get(list) ?? []) {
        expect(frames[Number(/\d+$/.exec(id)?.[0])]).toBe(frame);
      }
    }
  });
});
