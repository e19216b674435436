import { Option, type Command } from 'commander';
import { wholeNumber } from '../ui/wholeNumber.ts';

/** `ragstone run`: the main job. */
export function run(program: Command): void {
  program
    .command('run')
    .description('run an experiment; without a file, the built-in comparison on the built-in questions')
    .argument('[experiment]', 'an experiment file (YAML)')
    .option(
      '-d, --dataset <name[=file]>',
      'ask these questions: atlas, what was pulled, or NAME=FILE in its layout; may be repeated',
      collect,
    )
    .option('--corpus <file>', 'the passages that belong to the dataset')
    .option('--split <name>', "the dataset's split")
    .option('--setting <name>', "the dataset's setting, such as distractor or fullwiki")
    .option('--full', 'without a file: all questions, and answers in every wording')
    .option('--limit <n>', 'ask the first n questions', wholeNumber(1))
    .option('--sample <n>', 'ask n questions drawn at random, in file order', wholeNumber(1))
    .option('--sample-seed <seed>', 'seed of --sample (default: 42)', wholeNumber(0))
    .option('--ids <file>', 'ask the questions whose ids stand in this file, one a line')
    .option('-s, --systems <names>', 'methods to compare, comma-separated')
    .option(
      '-m, --model <name=address>',
      'the model that plays every role, as its server calls it: qwen=http://127.0.0.1:8000/v1',
    )
    .option('--key-env <variable>', 'environment variable that holds the key of its server')
    .option('--reference <system>', 'the system that the others are compared with (default: the first)')
    .option('-e, --environments <list>', 'original, own, typos, auto, window=64; comma-separated')
    .option('--score <scorers>', 'scorers, comma-separated; native = the official ones of each dataset')
    .option('--tuning', 'the run is for choosing settings: warn about splits that are for testing')
    .option('--seed <seed>', 'seed of everything random (default: 42)', wholeNumber(0))
    .option('--repeats <n>', 'ask everything n times', wholeNumber(1))
    .option('-j, --concurrency <n>', 'questions in flight (default: 1)', wholeNumber(1))
    .option('--budget-calls <n>', 'model calls a question', wholeNumber(1))
    .option('--budget-context-tokens <n>', 'prompt tokens a question', wholeNumber(1))
    .option('--budget-output-tokens <n>', 'generated tokens a question', wholeNumber(1))
    .option('-o, --out <folder>', 'where runs are kept', 'results')
    .option('--run <name>', "the run's folder name below --out (default: time and name)")
    .option('--resume [run]', 'finish what is missing of a run (default: the newest unfinished one)')
    .option('--retry-failed', 'with --resume: ask again what a method failed at')
    .option('--shard <i/n>', 'ask only part i of n of the questions; several processes share --run <name>')
    .addOption(
      new Option(
        '--cache <which>',
        "run: the run's own calls, for resuming; shared: answers of other runs too",
      ).choices(['run', 'shared']),
    )
    .addOption(
      new Option(
        '--doctor <how>',
        'how far models are examined before anything is asked (default: short)',
      ).choices(['short', 'full']),
    )
    .option('--no-doctor', 'do not examine models')
    .option('--record <file>', "keep the model servers' answers in a cassette")
    .option('--replay <file>', 'answer from a cassette, without the model servers')
    .option('--dry-run', 'say what would run and what is missing, and stop')
    .option('--json', 'print the result as JSON')
    .action(async (experiment: string | undefined, flags: Readonly<Record<string, unknown>>) => {
      const { runCommand } = await import('../commands/runCommand.ts');
      process.exitCode = await runCommand(experiment, flags);
    });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
