import type { WrittenExperiment } from '../../../src/runs/experiment/experimentSchema.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Retrievers of every kind: `tiny` embeds, `cross` reranks. */
export const retrievers: NonNullable<WrittenExperiment['retrievers']> = {
  bm25: { use: 'bm25' },
  dense: { use: 'dense', pooling: 'last', normalise: false, roles: { encoder: 'tiny' } },
  hybrid: { use: 'rrf', of: ['bm25', 'dense'], depth: 10 },
  sorted: { use: 'rerank', of: ['bm25'], depth: 5, roles: { reranker: 'cross' } },
  rescored: { use: 'two-stage', of: ['bm25'], depth: 2, roles: { encoder: 'tiny' } },
};

const few = { maxTokens: 4 };
const inTurns = { candidates: 3, keep: 1, maxTurns: 2, queryTokens: 4, answerTokens: 4 };
const ranking = { window: 2, stride: 1, words: 5 };
const trained = { ...inTurns, variant: 'trained' };

/** Every method in every mode, with few tokens and passages; of Self-RAG one, since its own tests have all. */
const modes: readonly (readonly [id: string, use: string, source: string | undefined, settings: Settings])[] =
  [
    ['closed-book', 'closed-book', undefined, few],
    ['closed-book-text', 'closed-book', undefined, { ...few, prompt: 'text' }],
    ['standard-bm25', 'standard-rag', 'bm25', { ...few, k: 2 }],
    ['standard-dense', 'standard-rag', 'dense', { ...few, k: 1 }],
    ['standard-hybrid', 'standard-rag', 'hybrid', { ...few, k: 1, prompt: 'text' }],
    ['standard-rerank', 'standard-rag', 'sorted', { ...few, k: 1 }],
    ['standard-two-stage', 'standard-rag', 'rescored', { ...few, k: 1 }],
    ['gold-context', 'gold-context', undefined, few],
    ['self-rag', 'self-rag', 'bm25', { ...few, k: 1 }],
    ['im-rag-listwise', 'im-rag', 'bm25', { ...inTurns, ...ranking }],
    ['im-rag-pointwise', 'im-rag', 'bm25', { ...inTurns, refiner: 'pointwise' }],
    ['im-rag-switch', 'im-rag', 'hybrid', { ...inTurns, refiner: 'none', stop: 'switch' }],
    ['im-rag-never', 'im-rag', 'bm25', { ...inTurns, refiner: 'none', stop: 'never' }],
    ['im-rag-trained', 'im-rag', 'dense', { ...trained, ...ranking, prompt: 'text' }],
    ['im-rag-trained-judge', 'im-rag', 'bm25', { ...trained, refiner: 'none', stop: 'judge' }],
    ['im-rag-trained-chat', 'im-rag', 'bm25', { ...trained, refiner: 'pointwise', stop: 'never' }],
    ['invar-rag', 'invar-rag', 'dense', { ...few, k: 2 }],
    ['invar-rag-text', 'invar-rag', 'dense', { ...few, k: 1, prompt: 'text' }],
    ['ircot', 'ircot', 'bm25', { ...few, k: 1, maxSentences: 2 }],
    ['ircot-direct', 'ircot', 'bm25', { ...few, k: 1, maxSentences: 2, reader: 'direct', prompt: 'text' }],
    ['ircot-flashrag', 'ircot-flashrag', 'bm25', { ...few, k: 1, maxThoughts: 2 }],
    ...['paper', 'flashrag', 'raglab', 'flexrag'].map(
      (query) => [`iter-retgen-${query}`, 'iter-retgen', 'bm25', { ...few, k: 1, query }] as const,
    ),
  ];

const readers: Readonly<Record<string, readonly string[]>> = {
  'self-rag': ['generator'],
  'im-rag': ['questioner', 'answerer'],
  ircot: ['reasoner', 'reader'],
  'ircot-flashrag': ['reasoner'],
};

/** All of them as an experiment has them. */
export const everySystem: WrittenExperiment['systems'] = modes.map(([id, use, source, settings]) => ({
  id,
  use,
  settings,
  ...(source !== undefined && { source }),
  roles: {
    ...Object.fromEntries((readers[use] ?? ['reader']).map((role) => [role, 'tiny'])),
    ...('window' in settings && { refiner: 'tiny' }),
    ...(settings['refiner'] === 'pointwise' && { reranker: 'cross' }),
  },
}));
