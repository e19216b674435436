import { isRagstoneError } from '../../errors.ts';
import type { CorpusMeasures, IndexEstimate, Models } from '../retrieverDefinition.ts';
import { storeBytes } from '../store/storeBytes.ts';
import { denseIndexBytes } from './denseIndexBytes.ts';
import type { DenseSettings } from './denseSettings.ts';
import { estimateGraph } from './estimateGraph.ts';
import { measureEncoder } from './measureEncoder.ts';

/** Enough to see a rate, few enough for a slow encoder. */
const measuredPassages = 64;

/**
 * What an index will take: the encoder is asked for the vectors of 64 passages, `inFlight` requests at once. Longer
 * passages than these take longer in proportion. With `hnsw` the graph is counted in the bytes; building it comes on top
 * of the seconds. An encoder that does not answer leaves both unknown.
 */
export async function estimateDense(
  settings: DenseSettings,
  corpus: CorpusMeasures,
  models: Models,
  signal: AbortSignal,
): Promise<IndexEstimate> {
  const { passages, textBytes, sample } = corpus;
  const some = sample.slice(0, measuredPassages);
  const batch = Math.min(settings.batch, Math.ceil(some.length / settings.inFlight));
  const measures = await measureEncoder(some, { ...settings, batch }, models, signal).catch(
    (error: unknown) => {
      if (signal.aborted || !isRagstoneError(error)) throw error;
      return undefined;
    },
  );
  if (measures === undefined) return { bytes: undefined, seconds: undefined };
  const { dimensions, passagesPerSecond } = measures;
  const measuredBytes = some.reduce(
    (sum, { title, text }) => sum + Buffer.byteLength(title) + Buffer.byteLength(text),
    0,
  );
  const bytesPerSecond = (passagesPerSecond * measuredBytes) / some.length;
  const vectors = denseIndexBytes(passages, dimensions, settings.store);
  const { search, store } = settings;
  const graph =
    search === 'exact'
      ? { bytes: 0, seconds: 0 }
      : estimateGraph(search.hnsw, { store, count: passages, dimensions });
  return {
    bytes: Math.round(storeBytes(corpus) + vectors + graph.bytes),
    seconds: textBytes / bytesPerSecond + graph.seconds,
  };
}
