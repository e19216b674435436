import type { Command } from 'commander';
import { generate } from './data/generate.ts';
import { list } from './data/list.ts';
import { passages } from './data/passages.ts';
import { pool } from './data/pool.ts';
import { pull } from './data/pull.ts';
import { show } from './data/show.ts';
import { traces } from './data/traces.ts';
import { verify } from './data/verify.ts';

/** `ragstone data`: the datasets and corpora that questions and passages come from. */
export function data(program: Command): void {
  const parent = program.command('data').description('list, pull, check and make datasets and corpora');
  list(parent);
  pull(parent);
  verify(parent);
  show(parent);
  passages(parent);
  pool(parent);
  generate(parent);
  traces(parent);
}
