import { type Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../../ui/wholeNumber.ts';

/** `ragstone data generate atlas`: a fictional world of any size, from a seed. */
export function generate(parent: Command): void {
  parent
    .command('generate')
    .description('write a generated dataset: articles, questions and a card')
    .argument('<dataset>', 'what to generate: atlas', oneOf(['atlas']))
    .requiredOption('--out <folder>', 'where corpus.jsonl, questions.jsonl and card.json go')
    .option('--articles <n>', 'articles, 1 to 4,000,000', wholeNumber(1), 2000)
    .option('--questions <n>', 'questions, of six kinds', wholeNumber(0), 300)
    .option('--seed <n>', 'the world: the same seed gives the same bytes', wholeNumber(0), 1)
    .action(async (_dataset: string, flags: Readonly<Flags>) => {
      const { writeAtlas } = await import('../../../datasets/atlas/writeAtlas.ts');
      const { articles, questions, seed, out } = flags;
      const stop = new AbortController();
      const onSignal = (): void => stop.abort();
      process.once('SIGINT', onSignal);
      try {
        const card = await writeAtlas({ seed, articles }, questions, out, stop.signal);
        const kinds = Object.entries(card.questionsByKind).map(([kind, count]) => `${count} ${kind}`);
        process.stdout.write(
          `${articles} articles and ${questions} questions (${kinds.join(', ')}) of seed ${seed}.\n`,
        );
        process.stdout.write(`Written to ${out}: corpus.jsonl, questions.jsonl, card.json\n`);
      } finally {
        process.off('SIGINT', onSignal);
      }
    });
}

interface Flags {
  readonly articles: number;
  readonly questions: number;
  readonly seed: number;
  readonly out: string;
}

function oneOf(names: readonly string[]): (name: string) => string {
  return (name) => {
    if (!names.includes(name)) throw new InvalidArgumentError(`Known: ${names.join(', ')}.`);
    return name;
  };
}
