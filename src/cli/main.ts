#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { cache } from './verbs/cache.ts';
import { data } from './verbs/data.ts';
import { doctor } from './verbs/doctor.ts';
import { index } from './verbs/index.ts';
import { methods } from './verbs/methods.ts';
import { models } from './verbs/models.ts';
import { report } from './verbs/report.ts';
import { run } from './verbs/run.ts';
import { score } from './verbs/score.ts';
import { serve } from './verbs/serve.ts';
import { tune } from './verbs/tune.ts';

// Only Node and commander are loaded here: a verb imports what it needs when it runs.

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('ragstone')
  .description('Compare retrieval-augmented generation methods: quality, latency and retrieval variance.')
  .version(version)
  .showSuggestionAfterError()
  .showHelpAfterError('(add --help for the flags)')
  .exitOverride();

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

run(program);
report(program);
score(program);
data(program);
index(program);
methods(program);
serve(program);
tune(program);
doctor(program);
models(program);
cache(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const { reportError } = await import('./ui/reportError.ts');
    const status = reportError(error);
    // Work that was given up may still hold timers and sockets.
    if (status === 130) process.exit(status);
    process.exitCode = status;
  }
}
