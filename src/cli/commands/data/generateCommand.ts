import { writeAtlas } from '../../../datasets/atlas/writeAtlas.ts';
import { RagstoneError } from '../../../errors.ts';
import { keptApart } from '../../../training/split/keptApart.ts';
import type { WorldSide } from '../../../training/split/worldSeeds.ts';
import type { TrainingFile } from '../../../training/trainingPlan.ts';
import type { WordingSide } from '../../../training/trainingTree.ts';
import { writeTrainingData } from '../../../training/write/writeTrainingData.ts';
import { progressLine } from '../../ui/progressLine.ts';
import { interruptible } from './interruptible.ts';

interface GenerateFlags {
  readonly out: string;
  readonly articles?: number;
  readonly questions?: number;
  readonly seed: number;
  readonly training?: readonly TrainingFile[];
  readonly trees?: number;
  readonly tokens?: number;
  readonly wording?: WordingSide;
  readonly worlds?: WorldSide;
}

/** `ragstone data generate`: a world, or training data from many. */
export async function generateCommand(raw: Readonly<Record<string, unknown>>): Promise<void> {
  const flags = raw as unknown as GenerateFlags;
  const idle = flags.training === undefined ? ['trees', 'tokens'] : ['articles', 'questions'];
  const wrong = idle.find((name) => raw[name] !== undefined);
  if (wrong !== undefined) {
    throw new RagstoneError(
      'usage',
      flags.training === undefined
        ? `--${wrong} is for training data; say --training as well, or leave it out.`
        : `--${wrong} is for a world of one's own, not for --training; leave it out.`,
      { input: raw },
    );
  }
  if (flags.training === undefined) await generateWorld(flags);
  else await generateTraining(flags, flags.training);
}

async function generateWorld(flags: GenerateFlags): Promise<void> {
  const { articles = 2000, questions = 300, seed, out, worlds, wording } = flags;
  using stop = interruptible('Stopped; the file begun was removed.');
  const apart = keptApart(worlds ?? 'evaluation', wording ?? 'train');
  const world = {
    seed,
    articles,
    ...(worlds !== undefined && { names: apart.names }),
    ...(wording !== undefined && { wordings: apart.wordings, texts: apart.texts }),
  };
  const card = await writeAtlas(world, questions, out, stop.signal, {
    ...(worlds !== undefined && { names: worlds }),
    ...(wording !== undefined && { wording }),
  });
  const kinds = Object.entries(card.questionsByKind).map(([kind, count]) => `${count} ${kind}`);
  process.stdout.write(
    `${articles} articles and ${questions} questions (${kinds.join(', ')}) of seed ${seed}.\n`,
  );
  process.stdout.write(`Written to ${out}: corpus.jsonl, questions.jsonl, card.json\n`);
}

async function generateTraining(flags: GenerateFlags, files: readonly TrainingFile[]): Promise<void> {
  const { trees = 1000, tokens, seed, out, wording = 'train', worlds = 'training' } = flags;
  if (tokens !== undefined && flags.trees !== undefined) {
    throw new RagstoneError('usage', 'Say how much by --trees or by --tokens, not by both.', {
      input: flags,
    });
  }
  using stop = interruptible('Stopped; the files begun were removed.');
  const size = tokens === undefined ? { trees } : { tokens };
  const writing = progressLine('training data', 'lines');
  const total = tokens === undefined ? { total: trees * files.length } : {};
  const card = await writeTrainingData({ files, size, seed, wording, worlds }, out, stop.signal, (done) =>
    writing.update({ done, ...total }),
  ).finally(() => writing.end());
  for (const [file, { trees: lines, tokens: words, worlds: used }] of Object.entries(card.files)) {
    process.stdout.write(`${file}.jsonl: ${lines} lines, ${words} words and marks, ${used} worlds\n`);
  }
  process.stdout.write(`Written to ${out}, ${worlds} worlds in ${wording} wordings; see card.json\n`);
}
