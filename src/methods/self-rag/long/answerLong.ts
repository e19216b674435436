import type { Answer } from '../../../ports/answer.ts';
import type { Asked } from '../../../ports/question.ts';
import { affordable, eachOf } from '../affordable.ts';
import { allowed } from '../candidate.ts';
import { decideRetrieval } from '../decideRetrieval.ts';
import { questionParts } from '../prompt.ts';
import type { SelfRagTools } from '../roles.ts';
import type { Settings } from '../settings.ts';
import { expandPath } from './expandPath.ts';
import type { Hypothesis } from './hypothesis.ts';
import { longForms } from './longForms.ts';
import { readOut } from './readOut.ts';

/**
 * Segment-level beam search (paper, section 3.3): at each segment every path grows by one segment from each passage,
 * and the best `beam` paths stay. Paper and script both decide by probabilities here, whatever `decision` says.
 */
export async function answerLong(asked: Asked, tools: SelfRagTools, told: Settings): Promise<Answer> {
  const settings: Settings = { ...told, decision: 'paper' };
  const form = longForms[settings.longForm === 'paper' ? 'paper' : 'static'];
  const x = questionParts(asked, settings.instruction);
  const retrieve = await decideRetrieval(tools, x, settings);
  const first = retrieve ? await tools.retrieve(asked.text, settings.k) : [];

  let live: readonly Hypothesis[] = [
    { context: x, segments: [], raw: '', score: 0, next: retrieve ? 'retrieve' : 'write' },
  ];
  const ended: Hypothesis[] = [];
  let stopped = 'finished';
  for (let t = 1; live.length > 0; t++) {
    if (t > settings.maxSegments) {
      stopped = 'maxSegments';
      break;
    }
    const growing = live;
    const children = await tools.within('segment', `segment ${t}`, async (inner) => {
      const all = affordable(inner, settings.maxTokens);
      return eachOf(inner, growing, async (path, n) => {
        const most = Math.floor((all + growing.length - 1 - n) / growing.length);
        return expandPath(inner, path, { asked, settings, form, first, most });
      });
    });
    ended.push(...growing.filter((_, n) => children[n]?.length === 0));
    const best = allowed(children.flat(), settings.reject)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, settings.beam);
    ended.push(...best.filter(({ next }) => next === 'end'));
    live = best.filter(({ next }) => next !== 'end');
    if (children.some((each) => each.length === 0)) stopped = 'no room';
  }
  return readOut([...ended, ...live], form, stopped, tools);
}
