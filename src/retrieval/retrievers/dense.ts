import { type DenseSettings, denseSettings } from '../dense/denseSettings.ts';
import { encoderModel } from '../dense/encoder.ts';
import { encoderBaked } from '../dense/encoderBaked.ts';
import { estimateDense } from '../dense/estimateDense.ts';
import { openDense } from '../dense/openDense.ts';
import { writeDenseFiles } from '../dense/writeDenseFiles.ts';
import type { RetrieverDefinition } from '../retrieverDefinition.ts';

/** Dot products of vectors that a model makes of queries and passages. */
export const dense: RetrieverDefinition<DenseSettings> = {
  name: 'dense',
  summary: 'vectors of an encoder, by dot product: exact, or approximate with usearch',
  settings: denseSettings,
  roles: { encoder: 'embed' },
  baked(settings, models) {
    const { search } = settings;
    const encoder = encoderBaked(encoderModel(models).identity, settings);
    if (search === 'exact') return encoder;
    const { connectivity, expansionAdd, seed } = search.hnsw;
    return { ...encoder, search: 'hnsw', connectivity, expansionAdd, seed };
  },
  estimate: (settings, corpus, { models, signal }) => estimateDense(settings, corpus, models, signal),
  rebuilt({ search, ...settings }, n) {
    return search === 'exact'
      ? undefined
      : { ...settings, search: { hnsw: { ...search.hnsw, seed: search.hnsw.seed + n } } };
  },
  write: writeDenseFiles,
  open: openDense,
};
