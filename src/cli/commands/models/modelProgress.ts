import type { FetchProgress } from '../../../backends/hub/fetchHubFile.ts';
import { type ProgressLine, progressLine } from '../../ui/progressLine.ts';

/** One progress line for each file of a model, begun when its first bytes arrive. */
export function modelProgress(
  repo: string,
): Disposable & { readonly show: (progress: FetchProgress) => void } {
  let current: { readonly file: string; readonly line: ProgressLine } | undefined;
  return {
    show({ file, bytes, total }) {
      if (current?.file !== file) {
        current?.line.end();
        current = { file, line: progressLine(`${repo}/${file}`, 'bytes') };
      }
      current.line.update({ done: bytes, total });
    },
    [Symbol.dispose]: () => current?.line.end(),
  };
}
