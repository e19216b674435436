import type { Article } from '../../datasets/atlas/writing/article.ts';
import type { Passage } from '../../ports/passage.ts';
import { drawPair } from '../retrieval/drawPair.ts';
import type { RetrievalPair } from '../retrievalPair.ts';
import { treeMakers } from '../trees/treeMakers.ts';
import type { Protocol, TrainingTree, WordingSide } from '../trainingTree.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';
import { drawLine } from './drawLine.ts';

/** A world with its number and the side of the wordings that it is told in. */
export interface NumberedWorld {
  readonly world: TrainingWorld;
  readonly number: number;
  readonly wording: WordingSide;
}

/** Tree `n` of a protocol in a world. */
export async function worldTree(
  { world, number, wording }: NumberedWorld,
  protocol: Protocol,
  n: number,
): Promise<TrainingTree> {
  const { kind, prefix, branches } = await drawLine(world, protocol, n, treeMakers[protocol]);
  return { id: `w${number}-${n}`, protocol, wording, kind, prefix, branches };
}

/** Pair `n` for retrieval in a world, each question in `texts` wordings. */
export async function worldPair(
  { world, number, wording }: NumberedWorld,
  n: number,
  texts: number,
): Promise<RetrievalPair> {
  const { atlas } = world;
  const reworded = { ...world, atlas: { ...atlas, world: { ...atlas.world, texts } } };
  const draw: Parameters<typeof drawLine<Omit<RetrievalPair, 'id' | 'wording'>>>[3] = (opened, random) =>
    drawPair(opened, random, (article) => idIn(number, article));
  return { id: `w${number}-${n}`, wording, ...(await drawLine(reworded, 'retrieval', n, draw)) };
}

/** The world's articles as passages of the corpus of all worlds. */
export function* worldPassages({ world, number }: NumberedWorld): Generator<Passage> {
  for (const article of world.articles) {
    const { title, text } = article.passage;
    yield { id: idIn(number, article), title, text };
  }
}

function idIn(number: number, { passage }: Article): string {
  return `w${number}-${passage.id}`;
}
