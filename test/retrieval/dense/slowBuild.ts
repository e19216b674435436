import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { writeDenseFiles } from '../../../src/retrieval/dense/writeDenseFiles.ts';
import { denseSettings } from '../../../src/retrieval/dense/denseSettings.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { wordEncoder } from './wordEncoder.ts';

// Builds a dense index in the folder that the first argument names, with an encoder that takes its time and notes each
// passage that it is asked for in `asked.txt` beside the folder. The second argument is the number of passages.
const [folder = '', count = '0'] = process.argv.slice(2);
const texts = Array.from({ length: Number(count) }, (_, n) => `text number ${n}`);
const encoder = wordEncoder({
  async before({ texts: asked }) {
    await sleep(20);
    appendFileSync(path.join(path.dirname(folder), 'asked.txt'), asked.map((text) => `${text}\n`).join(''));
  },
});
await writeDenseFiles(
  corpusOf(passagesOf(...texts)),
  denseSettings.parse({ batch: 5, inFlight: 2 }),
  folder,
  {
    signal: new AbortController().signal,
    models: { encoder },
    repeatedIds: false,
  },
);
