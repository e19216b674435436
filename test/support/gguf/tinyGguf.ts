import { type GgufTensor, type GgufValue, ggufBytes } from './ggufBytes.ts';
import { filledRow, randomTensor } from './randomTensor.ts';
import { tinyControls, tinyVocabulary } from './tinyVocabulary.ts';

const width = 64;
const heads = 4;
const layers = 2;
const feedForward = 128;

const template = `{{ bos_token }}{% for message in messages %}<|{{ message.role }}|>{{ message.content }}</s>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}`;

export interface TinyOptions {
  /** Of the weights. Default 1. */
  readonly seed?: number;
  /** Default 512. */
  readonly contextTokens?: number;
  /** Default: with one. */
  readonly chatTemplate?: boolean;
  /** Default `words`. */
  readonly vocabulary?: 'words' | 'ascii';
  /** Members of the header to leave out. */
  readonly without?: readonly string[];
}

/**
 * A Llama of two layers with random weights as a GGUF file, under 1 MB. It speaks nonsense, the same each time, and
 * never ends by itself when it decodes greedily.
 */
export function tinyGguf(options: TinyOptions = {}): Buffer {
  const { seed = 1, contextTokens = 512, chatTemplate = true, vocabulary = 'words', without = [] } = options;
  const { tokens, merges, idOf } = tinyVocabulary(vocabulary);
  const output = randomTensor(seed, 'output', width, tokens.length, 3);
  output.values.fill(0, idOf('</s>') * width, (idOf('</s>') + 1) * width);
  const header: Record<string, GgufValue> = {
    'general.architecture': { text: 'llama' },
    'general.name': { text: 'tiny' },
    'llama.context_length': { u32: contextTokens },
    'llama.embedding_length': { u32: width },
    'llama.block_count': { u32: layers },
    'llama.feed_forward_length': { u32: feedForward },
    'llama.attention.head_count': { u32: heads },
    'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
    'llama.rope.dimension_count': { u32: width / heads },
    'tokenizer.ggml.model': { text: 'gpt2' },
    'tokenizer.ggml.pre': { text: 'gpt-2' },
    'tokenizer.ggml.tokens': { texts: tokens },
    'tokenizer.ggml.merges': { texts: merges },
    // 3 = control, 1 = normal.
    'tokenizer.ggml.token_type': {
      i32s: tokens.map((_, id) => (id < tokens.length - tinyControls.length ? 1 : 3)),
    },
    'tokenizer.ggml.bos_token_id': { u32: idOf('<s>') },
    'tokenizer.ggml.eos_token_id': { u32: idOf('</s>') },
    'tokenizer.ggml.unknown_token_id': { u32: idOf('<unk>') },
    'tokenizer.ggml.add_bos_token': { bool: true },
    ...(chatTemplate && { 'tokenizer.chat_template': { text: template } }),
  };
  for (const key of without) delete header[key];
  const tensors: Record<string, GgufTensor> = {
    'token_embd.weight': randomTensor(seed, 'token_embd', width, tokens.length, 1),
    'output_norm.weight': filledRow(width, 1),
    'output.weight': output,
  };
  for (let layer = 0; layer < layers; layer++) {
    const put = (name: string, tensor: GgufTensor): void => {
      tensors[`blk.${layer}.${name}.weight`] = tensor;
    };
    const random = (name: string, columns: number, rows: number): void =>
      put(name, randomTensor(seed, `${layer}.${name}`, columns, rows, 1));
    put('attn_norm', filledRow(width, 1));
    for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output']) random(name, width, width);
    put('ffn_norm', filledRow(width, 1));
    random('ffn_gate', width, feedForward);
    random('ffn_up', width, feedForward);
    random('ffn_down', feedForward, width);
  }
  return ggufBytes(header, tensors);
}

/** A LoRA adapter of rank 2 for the tiny model that changes what it says. */
export function tinyAdapter(seed = 2): Buffer {
  const tensors: Record<string, GgufTensor> = {};
  for (const name of ['attn_q', 'attn_v', 'attn_output']) {
    tensors[`blk.0.${name}.weight.lora_a`] = randomTensor(seed, `${name}.a`, width, 2, 1);
    tensors[`blk.0.${name}.weight.lora_b`] = randomTensor(seed, `${name}.b`, 2, width, 4);
  }
  return ggufBytes(
    {
      'general.architecture': { text: 'llama' },
      'general.type': { text: 'adapter' },
      'adapter.type': { text: 'lora' },
      'adapter.lora.alpha': { f32: 8 },
    },
    tensors,
  );
}
