import { original } from '../../environments/original.ts';
import { ownRewording } from '../../environments/ownRewording.ts';
import { passageWindow } from '../../environments/passageWindow.ts';
import { rebuiltIndex } from '../../environments/rebuiltIndex.ts';
import { typos } from '../../environments/typos.ts';
import type { Environment } from '../../ports/environment.ts';
import type { EnvironmentSpec } from '../experiment/experimentSchema.ts';

/**
 * The environments that a dataset is asked in, each once, in the order written. `own` stands for each of the
 * dataset's own rewordings; `auto` for the original and these, or three variants with typing errors where the
 * dataset brings no rewordings, all seen by everything.
 */
export function environmentsFor(
  specs: readonly EnvironmentSpec[],
  rewordings: number,
): readonly Environment[] {
  const all = specs.flatMap((spec) => expand(spec, rewordings));
  return [...new Map(all.map((environment) => [environment.id, environment])).values()];
}

function expand(spec: EnvironmentSpec, rewordings: number): readonly Environment[] {
  if (spec === 'original') return [original];
  if (spec === 'own') return own(rewordings, 'query');
  if (spec === 'typos') return [typos(1, 'query')];
  if (spec === 'auto') {
    const others =
      rewordings > 0 ? own(rewordings, 'question') : [1, 2, 3].map((seed) => typos(seed, 'question'));
    return [original, ...others];
  }
  if ('rebuild' in spec) return Array.from({ length: spec.rebuild }, (_, n) => rebuiltIndex(n + 1));
  if ('window' in spec)
    return [passageWindow(typeof spec.window === 'number' ? spec.window : Number.parseInt(spec.window, 10))];
  return spec.reword === 'own' ? own(rewordings, spec.on) : [typos(spec.seed, spec.on)];
}

function own(rewordings: number, on: 'query' | 'question'): readonly Environment[] {
  return Array.from({ length: rewordings }, (_, n) => ownRewording(n + 1, on));
}
