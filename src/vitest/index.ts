/** The public surface of `ragstone/vitest`, by hand: suites for adapters of one's own. It needs `vitest`. */

export { methodConformance } from './methodConformance.ts';
export { talkingBackend } from './talkingBackend.ts';
export type { Talk } from './talkingBackend.ts';
