import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { packagedPath } from '../../src/io/packagedPath.ts';
import { lexiconOf } from '../../src/methods/extractive/lexicon.ts';
import type { StoredModel } from '../../src/methods/extractive/model.ts';
import { storeWeights } from '../../src/methods/extractive/storedWeights.ts';
import { buildLexicon } from './buildLexicon.ts';
import { dataFolder } from './dataFolder.ts';
import { trainingFiles } from './dataFiles.ts';
import { holdOut } from './holdOut.ts';
import { readTrainingSet } from './readTrainingSet.ts';
import { trainWeights } from './trainWeights.ts';

// node training/extractive/train.ts [files …] [--seed 1] [--limit n] [--out weights.json]
// Files are relative to the data folder (RAGSTONE_DATA); without any, those of dataFiles.ts are read.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    limit: { type: 'string', default: 'Infinity' },
    out: { type: 'string', default: packagedPath('src/methods/extractive/weights.json') },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const began = performance.now();

const set = readTrainingSet(dataFolder(), positionals.length === 0 ? trainingFiles : positionals);
say(
  `${set.examples.length} questions; left out: ${set.refused} that evaluations ask, ${set.repeated} that came twice`,
);
const { train, held } = holdOut(set.examples);
say(`${held.length} of them are held out`);
const lexicon = buildLexicon(train);
say(`${lexicon.words.split(' ').length} words in the lexicon`);
const weights = trainWeights(train, held, lexiconOf(lexicon), {
  seed: Number(values.seed),
  limit: Number(values.limit),
  say,
});
const stored: StoredModel = { lexicon, weights: storeWeights(weights) };
writeFileSync(values.out, `${JSON.stringify(stored)}\n`);
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
say(`${values.out}: ${((performance.now() - began) / 1000).toFixed(0)} s, ${memory} MiB`);
