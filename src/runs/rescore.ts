import { writeAtomic } from '../io/writeAtomic.ts';
import type { Manifest, ManifestCell } from '../ports/manifest.ts';
import type { Ranked } from '../ports/passage.ts';
import type { QuestionRecord, Scores } from '../ports/record.ts';
import type { ScoreInput, Scorer } from '../ports/scorer.ts';
import type { PassageRef } from '../ports/step.ts';
import { lockWriter } from './disk/lockWriter.ts';
import { openAppendLog } from './disk/openAppendLog.ts';
import { readQuestions, type KeptQuestion } from './disk/questionsFile.ts';
import { readManifest, readRecords, readTexts, type TextReader } from './disk/readRun.ts';
import { serialise } from './disk/runFolders.ts';
import { runLayout } from './disk/runLayout.ts';
import { wholeRun } from './disk/shard.ts';
import { type Does, scoreAnswer, scoreFailure } from './execute/scoreAnswer.ts';
import type { PassageVectors } from './passageVectors.ts';

/**
 * Scores the records of a run with further scorers, from what the run kept, without asking anything again. The
 * scores go to `scores.main.jsonl`, and their names into the manifest. Gives the number of records scored. Measures that
 * need an embedder have it from `vectors`.
 * @throws RagstoneError `locked` while the run is being written
 */
export async function rescore(
  folder: string,
  scorers: readonly Scorer[],
  signal: AbortSignal,
  vectors?: PassageVectors,
): Promise<number> {
  await using _lock = await lockWriter(folder, wholeRun);
  const manifest = await readManifest(folder);
  await using texts = await readTexts(folder);
  await using log = await openAppendLog(runLayout.scores(folder, 'main'));
  let scored = 0;
  for (const dataset of manifest.datasets) {
    const questions = new Map<string, KeptQuestion>();
    for await (const question of readQuestions(folder, dataset.id)) questions.set(question.id, question);
    for (const cell of manifest.cells.filter((each) => each.dataset === dataset.id)) {
      for await (const record of readRecords(folder, cell.id)) {
        signal.throwIfAborted();
        const question = questions.get(record.question);
        const scores =
          question === undefined
            ? undefined
            : await scoresOf(
                record,
                question,
                { scorers, does: doneBy(manifest, cell), vectors, signal },
                texts,
              );
        if (scores === undefined) continue;
        await log.append({ cell: cell.id, question: record.question, scores });
        scored += 1;
      }
    }
  }
  await log.sync();
  await writeAtomic(runLayout.manifest(folder), serialise(withScorers(manifest, scorers)));
  return scored;
}

interface Rescoring {
  readonly scorers: readonly Scorer[];
  readonly does: Does;
  readonly vectors: PassageVectors | undefined;
  readonly signal: AbortSignal;
}

async function scoresOf(
  record: QuestionRecord,
  question: KeptQuestion,
  { scorers, does, vectors, signal }: Rescoring,
  texts: TextReader,
): Promise<Scores | undefined> {
  if (record.status === 'skipped') return undefined;
  if (record.status === 'failed')
    return record.failure.side === 'method' ? scoreFailure(scorers, question, does, record.steps) : undefined;
  const lists: ScoreInput['lists'] = {
    first: await resolve(record.lists.first, texts),
    evidence: await resolve(record.lists.evidence, texts),
    shown: await resolve(record.lists.shown, texts),
    ...(record.lists.turns !== undefined && {
      turns: await Promise.all(record.lists.turns.map((held) => resolve(held, texts))),
    }),
  };
  const { asked, gold, goldPassages } = question;
  const held = [...lists.first, ...lists.evidence, ...lists.shown, ...(lists.turns ?? []).flat()];
  const vectorOf =
    goldPassages && (await vectors?.([...goldPassages, ...held.map(({ passage }) => passage)], signal));
  const input = {
    asked,
    gold,
    answer: record.answer,
    lists,
    ...(goldPassages !== undefined && { goldPassages }),
    ...(vectorOf !== undefined && { vectorOf }),
  };
  return scoreAnswer(scorers, input, does);
}

function doneBy(manifest: Manifest, cell: ManifestCell): Does {
  const system = manifest.systems.find(({ id }) => id === cell.system);
  return { retrieves: system?.source !== undefined, ...(system?.answers === false && { answers: false }) };
}

function resolve(refs: readonly PassageRef[], texts: TextReader): Promise<readonly Ranked[]> {
  return Promise.all(
    refs.map(async ({ id, title, score, text }) => ({
      passage: { id, title, text: (await texts.text(text)) ?? '' },
      score,
    })),
  );
}

function withScorers(manifest: Manifest, scorers: readonly Scorer[]): Manifest {
  const names = scorers.map((scorer) => scorer.name);
  return {
    ...manifest,
    datasets: manifest.datasets.map((dataset) => ({
      ...dataset,
      scorers: [...new Set([...dataset.scorers, ...names])],
    })),
  };
}
