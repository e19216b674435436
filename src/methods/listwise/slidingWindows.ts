/** A stretch of a list: `start` included, `end` not. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The stretches of a list of `length` that are ranked one after another, from its end to its top: `size` long, `stride`
 * apart, the last one shorter where it has to be, so that the top is always seen. As RankLLM does it (castorini/rank_llm
 * @1b3cabbc3564); RankGPT's own loop never shows the model the top of some lengths.
 */
export function slidingWindows(length: number, size: number, stride: number): readonly Window[] {
  const windows: Window[] = [];
  let [start, end] = [Math.max(length - size, 0), length];
  while (end > start) {
    windows.push({ start, end });
    if (start === 0) break;
    [start, end] = [Math.max(start - stride, 0), end - stride];
  }
  return windows;
}
