import { readFileSync } from 'node:fs';
import { packagedPath } from '../../src/io/packagedPath.ts';
import { modelOf, type StoredModel } from '../../src/methods/extractive/model.ts';
import { dataFolder } from './dataFolder.ts';
import { hotpotDistractor, hotpotGold, nqGold, popqaGold, squadDev } from './evaluationSets.ts';
import { predict } from './predict.ts';

// node training/extractive/evaluate.ts [weights.json]
const file = process.argv[2] ?? packagedPath('src/methods/extractive/weights.json');
const began = performance.now();
const model = modelOf(JSON.parse(readFileSync(file, 'utf8')) as StoredModel);
process.stdout.write(`model decoded in ${(performance.now() - began).toFixed(0)} ms\n`);
const data = dataFolder();
const sets = [
  ['SQuAD v1.1 dev', squadDev(data)],
  ['HotpotQA 500, two gold paragraphs', hotpotGold(data)],
  ['HotpotQA 500, ten paragraphs', hotpotDistractor(data)],
  ['NQ-open 1,328, gold passage', nqGold(data)],
  ['PopQA 500, two gold paragraphs', popqaGold(data)],
] as const;
for (const [name, examples] of sets) {
  const { questions, em, f1, median, p95 } = predict(examples, model);
  process.stdout.write(
    `${name}: ${questions} questions, EM ${em.toFixed(2)}, F1 ${f1.toFixed(2)}, median ${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms\n`,
  );
}
