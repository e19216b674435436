import type { Tools } from '../../ports/tools.ts';

/** M of Algorithm 1: it decides, writes and criticises. */
export const roles = { generator: 'generate' } as const;

export type SelfRagTools = Tools<typeof roles>;
