import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';

/** What a finished command said. */
export interface Finished {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs. `home` is its working directory and holds its RAGSTONE_HOME. */
export interface Place {
  readonly home: string;
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A command line in work. */
export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly finished: Promise<Finished>;
  /** What it has said on stderr so far. */
  said(): string;
}

/** What Node compiled, types stripped, is kept: a start takes two thirds of the time. */
const compiled = path.resolve('node_modules/.cache/compiled');

/** Starts the real command line from source, with a home of its own below `home`. */
export function startRagstone(args: readonly string[], options: Place): Running {
  const main = path.resolve('src/cli/main.ts');
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd ?? options.home,
    env: {
      PATH: process.env['PATH'],
      HOME: options.home,
      NODE_COMPILE_CACHE: compiled,
      RAGSTONE_HOME: path.join(options.home, '.ragstone'),
      ...options.environment,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
  return { process: child, finished, said: () => stderr };
}

/** Runs the real command line to its end. */
export function ragstone(args: readonly string[], options: Place): Promise<Finished> {
  return startRagstone(args, options).finished;
}
