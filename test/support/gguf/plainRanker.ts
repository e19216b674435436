import { tinyRankerShape, tinyRankerTensors, tinyRankerToken } from './tinyRanker.ts';

const { width, heads, layers } = tinyRankerShape;
const size = width / heads;

/**
 * The tiny ranker's score, worked out from its weights as Devlin et al. (2019) and transformers'
 * `BertForSequenceClassification` have it, but for the segments, which are all the first: a pair reads
 * `[CLS] query [SEP] text [SEP]`, and the head sees what became of `[CLS]`.
 */
export function plainRankerScore(query: string, text: string): number {
  const weights = tinyRankerTensors();
  const of = (name: string): Float32Array => weights[`${name}.weight`]?.values ?? new Float32Array();
  const linear = (name: string, x: readonly number[]): number[] => {
    const matrix = of(name);
    return Array.from({ length: matrix.length / x.length }, (_, row) =>
      dot(matrix.subarray(row * x.length), x),
    );
  };
  const ids = [
    tinyRankerToken('[CLS]'),
    ...idsOf(query),
    tinyRankerToken('[SEP]'),
    ...idsOf(text),
    tinyRankerToken('[SEP]'),
  ];
  let states = ids.map((id, position) =>
    normalised(
      Array.from(
        { length: width },
        (_, n) =>
          (of('token_embd')[id * width + n] ?? 0) +
          (of('position_embd')[position * width + n] ?? 0) +
          (of('token_types')[n] ?? 0),
      ),
    ),
  );
  for (let layer = 0; layer < layers; layer++) {
    const [queries, keys, values] = ['attn_q', 'attn_k', 'attn_v'].map((name) =>
      states.map((state) => linear(`blk.${layer}.${name}`, state)),
    );
    states = states.map((state, at) => {
      const seen = attended(queries?.[at] ?? [], keys ?? [], values ?? []);
      const attention = normalised(sum(state, linear(`blk.${layer}.attn_output`, seen)));
      const inner = linear(`blk.${layer}.ffn_up`, attention).map(gelu);
      return normalised(sum(attention, linear(`blk.${layer}.ffn_down`, inner)));
    });
  }
  const [logit = 0] = linear('cls.output', linear('cls', states[0] ?? []).map(Math.tanh));
  return 1 / (1 + Math.exp(-logit));
}

/** Words of small letters. */
function idsOf(text: string): number[] {
  return text
    .split(' ')
    .flatMap((word) =>
      Array.from(word, (letter, n) => tinyRankerToken(n === 0 ? `\u2581${letter}` : letter)),
    );
}

function attended(
  query: readonly number[],
  keys: readonly (readonly number[])[],
  values: readonly (readonly number[])[],
): number[] {
  return Array.from({ length: heads }, (_, head) => head * size).flatMap((from) => {
    const own = query.slice(from, from + size);
    const shares = keys.map((key) => Math.exp(dot(own, key.slice(from, from + size)) / Math.sqrt(size)));
    const total = shares.reduce((all, each) => all + each, 0);
    return Array.from({ length: size }, (_, n) =>
      values.reduce((all, value, at) => all + ((shares[at] ?? 0) / total) * (value[from + n] ?? 0), 0),
    );
  });
}

function normalised(x: readonly number[]): number[] {
  const mean = x.reduce((all, each) => all + each, 0) / x.length;
  const variance = x.reduce((all, each) => all + (each - mean) ** 2, 0) / x.length;
  return x.map((each) => (each - mean) / Math.sqrt(variance + 1e-12));
}

function sum(a: readonly number[], b: readonly number[]): number[] {
  return a.map((each, n) => each + (b[n] ?? 0));
}

/** Over the length of the second. */
function dot(a: ArrayLike<number>, b: readonly number[]): number {
  return b.reduce((all, each, n) => all + each * (a[n] ?? 0), 0);
}

/** llama.cpp's form of it, by the hyperbolic tangent. */
function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}
