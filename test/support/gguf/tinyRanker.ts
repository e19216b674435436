import { type GgufTensor, type GgufValue, ggufBytes } from './ggufBytes.ts';
import { filledRow, randomTensor } from './randomTensor.ts';

const width = 32;
const heads = 4;
const layers = 2;
const feedForward = 64;
const positions = 128;

const specials = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;
const letters = Array.from('abcdefghijklmnopqrstuvwxyz0123456789.,?!\'"()[]');
// llama.cpp marks the beginning of a word instead of its continuation.
const tokens = [...specials, ...letters.map((letter) => `\u2581${letter}`), ...letters];

export const tinyRankerShape = { width, heads, layers } as const;

/**
 * A BERT of two layers with random weights and a classification head, as llama.cpp's converter writes cross-encoders: a
 * WordPiece vocabulary of single letters, 128 positions. Its scores are nonsense, the same each time; with seed 1 it
 * finds "a red apple" better than "grey stone" for "red apple".
 */
export function tinyRanker(seed = 1): Buffer {
  const idOf = (special: (typeof specials)[number]): GgufValue => ({ u32: specials.indexOf(special) });
  const header: Record<string, GgufValue> = {
    'general.architecture': { text: 'bert' },
    'general.name': { text: 'tiny ranker' },
    'bert.context_length': { u32: positions },
    'bert.embedding_length': { u32: width },
    'bert.block_count': { u32: layers },
    'bert.feed_forward_length': { u32: feedForward },
    'bert.attention.head_count': { u32: heads },
    'bert.attention.layer_norm_epsilon': { f32: 1e-12 },
    'bert.attention.causal': { bool: false },
    // LLAMA_POOLING_TYPE_RANK
    'bert.pooling_type': { u32: 4 },
    'tokenizer.ggml.model': { text: 'bert' },
    'tokenizer.ggml.tokens': { texts: tokens },
    // 3 = control, 1 = normal.
    'tokenizer.ggml.token_type': { i32s: tokens.map((_, id) => (id < specials.length ? 3 : 1)) },
    'tokenizer.ggml.token_type_count': { u32: 2 },
    'tokenizer.ggml.bos_token_id': idOf('[CLS]'),
    'tokenizer.ggml.eos_token_id': idOf('[SEP]'),
    'tokenizer.ggml.seperator_token_id': idOf('[SEP]'),
    'tokenizer.ggml.unknown_token_id': idOf('[UNK]'),
    'tokenizer.ggml.padding_token_id': idOf('[PAD]'),
    'tokenizer.ggml.mask_token_id': idOf('[MASK]'),
  };
  return ggufBytes(header, tinyRankerTensors(seed));
}

/** The numbers of a token: a special one, or a letter at the beginning of a word or inside it. */
export function tinyRankerToken(text: string): number {
  return tokens.indexOf(text);
}

/** All weights; biases are 0 and norms 1. */
export function tinyRankerTensors(seed = 1): Readonly<Record<string, GgufTensor>> {
  const made: Record<string, GgufTensor> = {};
  const matrix = (name: string, columns: number, rows: number): void => {
    made[`${name}.weight`] = randomTensor(seed, name, columns, rows, 1);
  };
  const linear = (name: string, columns: number, rows: number): void => {
    matrix(name, columns, rows);
    made[`${name}.bias`] = filledRow(rows, 0);
  };
  const norm = (name: string): void => {
    made[`${name}.weight`] = filledRow(width, 1);
    made[`${name}.bias`] = filledRow(width, 0);
  };
  matrix('token_embd', width, tokens.length);
  matrix('position_embd', width, positions);
  matrix('token_types', width, 2);
  norm('token_embd_norm');
  for (let layer = 0; layer < layers; layer++) {
    for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output'])
      linear(`blk.${layer}.${name}`, width, width);
    norm(`blk.${layer}.attn_output_norm`);
    linear(`blk.${layer}.ffn_up`, width, feedForward);
    linear(`blk.${layer}.ffn_down`, feedForward, width);
    norm(`blk.${layer}.layer_output_norm`);
  }
  linear('cls', width, width);
  linear('cls.output', width, 1);
  return made;
}
