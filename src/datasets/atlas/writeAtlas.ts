import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { RagstoneError, toError } from '../../errors.ts';
import { writeAtomic } from '../../io/writeAtomic.ts';
import { atlasArticles } from './atlasArticles.ts';
import { atlasQuestions } from './atlasQuestions.ts';
import { atlasGenerator, type AtlasWorld, checkAtlasWorld } from './atlasWorld.ts';
import { questionRecord } from './questionRecord.ts';

/** What a folder of Atlas data says about itself in `card.json`. */
export interface AtlasCard {
  readonly dataset: 'atlas';
  /** `atlasGenerator` of the version that wrote it. */
  readonly generator: number;
  readonly seed: number;
  readonly articles: number;
  readonly questions: number;
  readonly questionsByKind: Readonly<Record<string, number>>;
  readonly licence: 'CC0-1.0';
  /** Whose names and wordings it has, where not all: those kept from training, for example. */
  readonly names?: string;
  readonly wording?: string;
}

/**
 * Writes `corpus.jsonl` (`{id, title, text, sentences}`), `questions.jsonl` (the `ragstone` layout) and `card.json`
 * into a folder, which is made if need be. The same world and number of questions give the same bytes on every
 * platform; nothing is compressed, because compressors differ. A file appears when it is whole, the card last.
 * @throws RagstoneError `usage` as `atlasArticles` and `atlasQuestions` do, `storage`, `interrupted`.
 */
export async function writeAtlas(
  world: AtlasWorld,
  questions: number,
  folder: string,
  signal: AbortSignal,
  chosen: Pick<AtlasCard, 'names' | 'wording'> = {},
): Promise<AtlasCard> {
  checkAtlasWorld(world);
  const questionsByKind: Record<string, number> = {};
  const counted = function* (): Generator {
    for (const question of atlasQuestions(world, questions)) {
      const kind = String(question.slices['kind']);
      questionsByKind[kind] = (questionsByKind[kind] ?? 0) + 1;
      yield questionRecord(question);
    }
  };
  try {
    await mkdir(folder, { recursive: true });
    await writeLines(path.join(folder, 'questions.jsonl'), counted(), signal);
    await writeLines(path.join(folder, 'corpus.jsonl'), atlasArticles(world), signal);
    const { seed, articles } = world;
    const card: AtlasCard = {
      dataset: 'atlas',
      generator: atlasGenerator,
      seed,
      articles,
      questions,
      questionsByKind,
      licence: 'CC0-1.0',
      ...chosen,
    };
    await writeAtomic(path.join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
    return card;
  } catch (thrown) {
    if (thrown instanceof RagstoneError) throw thrown;
    const error = toError(thrown);
    throw new RagstoneError(
      'storage',
      `Atlas could not be written to ${folder} (${error.message}); check the folder and the space on the disk.`,
      { cause: error },
    );
  }
}

/** Characters to gather before writing. */
const chunk = 1 << 20;

async function writeLines(file: string, records: Iterable<unknown>, signal: AbortSignal): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      let text = '';
      for (const record of records) {
        text += `${JSON.stringify(record)}\n`;
        if (text.length < chunk) continue;
        await handle.appendFile(text);
        text = '';
        if (signal.aborted) throw new RagstoneError('interrupted', 'Stopped; the file begun was removed.');
      }
      await handle.appendFile(text);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
