import { askBridge } from './bridge.ts';
import { askCommon } from './common.ts';
import { askComparison } from './comparison.ts';
import type { AtlasQuestionKind, Asker } from './draft.ts';
import { askOneHop } from './oneHop.ts';
import { askSelfContained } from './selfContained.ts';
import { askYesNo } from './yesNo.ts';

/** Who thinks of the questions of each kind. */
export const askers: Readonly<Record<AtlasQuestionKind, Asker>> = {
  'one-hop': askOneHop,
  bridge: askBridge,
  comparison: askComparison,
  'yes-no': askYesNo,
  common: askCommon,
  'self-contained': askSelfContained,
};
