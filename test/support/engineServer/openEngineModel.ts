import { getLlama, type LlamaContext, LlamaLogLevel, type LlamaModel, type Token } from 'node-llama-cpp';
import { openEmbedder } from '../../../src/backends/llama-cpp/embedder.ts';
import { decodeTokens } from '../modelServer/decodeTokens.ts';
import type { Candidate, ServedModel } from '../modelServer/servedModel.ts';
import { onceAtATime } from './onceAtATime.ts';

export interface EngineModel extends AsyncDisposable {
  readonly model: ServedModel;
}

interface Weights {
  readonly model: LlamaModel;
  readonly load: (pooling?: number) => Promise<LlamaModel>;
  readonly contextTokens: number;
}

const never = new AbortController().signal;

/**
 * llama.cpp on a GGUF file as a model that tests serve, in this process and on one thread. It reads and samples on its
 * own; only the vectors come the way that Ragstone's engine makes them. `adapters`: name → file.
 */
export async function openEngineModel(
  file: string,
  contextTokens: number,
  adapters: Readonly<Record<string, string>> = {},
): Promise<EngineModel> {
  const llama = await getLlama({ build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
  const load = (pooling?: number): Promise<LlamaModel> =>
    llama.loadModel({
      modelPath: file,
      ...(pooling !== undefined && {
        // Its type does not know that models of any architecture pool.
        metadataOverrides: { llama: { pooling_type: pooling } as object },
      }),
    });
  const weights: Weights = { model: await load(), load, contextTokens };
  const adapted = new Map<string, ServedModel>();
  for (const [name, adapter] of Object.entries(adapters)) {
    adapted.set(name, await servedModel(weights, adapter));
  }
  const base = await servedModel(weights, undefined);
  return {
    model: { ...base, adapted: (name) => adapted.get(name) ?? base },
    [Symbol.asyncDispose]: () => llama.dispose(),
  };
}

async function servedModel(weights: Weights, adapter: string | undefined): Promise<ServedModel> {
  const { model, contextTokens } = weights;
  const context = await model.createContext({
    contextSize: contextTokens,
    sequences: 1,
    ...(adapter !== undefined && { lora: adapter }),
  });
  const distribution = distributions(context);
  const embedder = openEmbedder(weights.load, contextTokens);
  const { bos, eos } = model.tokens;
  if (bos === null || eos === null) throw new Error('The model has no first or no last token.');
  const plain: Pick<ServedModel, 'encode' | 'decode' | 'distribution' | 'end'> = {
    end: eos,
    encode: (text, options) => [...(options.bos ? [bos] : []), ...model.tokenize(text, options.controls)],
    decode: (ids, controls) => model.detokenize(ids as readonly Token[], controls),
    distribution,
  };
  return {
    ...plain,
    vocabulary: [...model.iterateAllTokens()].length,
    isControl: (id) => model.isSpecialToken(id as Token),
    // As the template in the file has it.
    template: (messages) =>
      `<s>${messages.map(({ role, content }) => `<|${role}|>${content}</s>`).join('')}<|assistant|>`,
    generate: (ids, asked) => decodeTokens(plain, ids, asked),
    async embed(text, pooling) {
      const ask = {
        ask: 'embed',
        texts: [text],
        pooling,
        ...(adapter !== undefined && { adapter }),
      } as const;
      const [vector = new Float32Array()] = await embedder(ask, never);
      return [...vector];
    },
  };
}

/** The whole vocabulary's probabilities behind some tokens, most probable first. What was asked lately is remembered. */
function distributions(context: LlamaContext): (ids: readonly number[]) => Promise<readonly Candidate[]> {
  const sequence = context.getSequence();
  const inTurn = onceAtATime();
  const known = new Map<string, readonly Candidate[]>();
  const read = async (ids: readonly Token[]): Promise<readonly Candidate[]> => {
    const last = ids.at(-1);
    if (last === undefined) throw new Error('There is no token to continue from.');
    const { firstDifferentIndex } = sequence.compareContextTokens([...ids]);
    const kept = Math.min(firstDifferentIndex, ids.length - 1);
    await sequence.eraseContextTokenRanges([{ start: kept, end: sequence.nextTokenIndex }]);
    const told = await sequence.controlledEvaluate([
      ...ids.slice(kept, -1),
      [last, { generateNext: { probabilities: true, options: { temperature: 0 } } }],
    ]);
    const probabilities = told.at(-1)?.next.probabilities;
    if (probabilities === undefined) throw new Error('llama.cpp gave no probabilities.');
    return [...probabilities].map(([id, p]) => ({ id, p }));
  };
  return async (ids) => {
    const key = ids.join();
    const found = known.get(key) ?? (await inTurn(() => read(ids as readonly Token[])));
    known.set(key, found);
    for (const oldest of known.size > 256 ? known.keys() : []) {
      known.delete(oldest);
      break;
    }
    return found;
  };
}
