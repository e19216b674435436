import type { Command } from 'commander';

import { wholeNumber } from '../ui/wholeNumber.ts';

/** `ragstone serve`: a retriever for other programs. */
export function serve(program: Command): void {
  program
    .command('serve')
    .description('answer searches over HTTP: POST /search, GET /health')
    .argument('<index>', 'an index folder, or an experiment file (YAML) with --retriever')
    .option('--retriever <id>', 'with an experiment: the retriever to serve')
    .option('--dataset <id>', 'with an experiment of several datasets: the one whose passages are searched')
    .option(
      '--host <address>',
      'where to listen; any but the default is reachable from elsewhere',
      '127.0.0.1',
    )
    .option('--port <n>', 'port to listen on; 0 = any that is free', wholeNumber(0), 8765)
    .option('--max-k <n>', 'most passages that a query may ask for', wholeNumber(1), 1000)
    .option('--max-queries <n>', 'most queries in one request', wholeNumber(1), 256)
    .option('--max-requests <n>', 'searches in work at once; more are answered 503', wholeNumber(1), 64)
    .option('--timeout <seconds>', 'how long a request may take', wholeNumber(1), 30)
    .action(async (index: string, flags: Readonly<Record<string, unknown>>) => {
      const { serveCommand } = await import('../commands/serve/serveCommand.ts');
      process.exitCode = await serveCommand(index, flags);
    });
}
