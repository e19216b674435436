import { type LlamaModel, type LlamaRankingContext, LlamaVocabularyType } from 'node-llama-cpp';
import { RagstoneError } from '../../errors.ts';
import type { RerankAsk } from './messages.ts';

/** Scores texts for a query from 0 to 1, in the order asked. */
export type Reranker = (ask: RerankAsk, signal: AbortSignal) => Promise<readonly number[]>;

/** A model with a classification head. Nothing is cut: a pair that is too long fails. */
export function openReranker(model: LlamaModel, contextTokens: number): Reranker {
  let context: Promise<LlamaRankingContext> | undefined;
  const open = async (): Promise<LlamaRankingContext> => {
    const template = pairTemplate(model);
    const opening = model.createRankingContext({
      contextSize: contextTokens,
      batchSize: contextTokens,
      ...(template !== undefined && { template }),
    });
    opening.catch(() => (context = undefined));
    return opening;
  };
  return async ({ query, texts }, signal) => {
    context ??= open();
    const ranking = await context;
    const scores: number[] = [];
    for (const text of texts) {
      signal.throwIfAborted();
      const length = ranking.calculateInputLength(query, text);
      if (length >= contextTokens) {
        throw new RagstoneError(
          'context-overflow',
          `Query and text have ${length} tokens together; the context has ${contextTokens}, of which one stays free.`,
        );
      }
      scores.push(await ranking.rank(query, text));
    }
    return scores;
  };
}

/**
 * A BERT reads `[CLS] query [SEP] text [SEP]`, as it was trained; without being told, node-llama-cpp puts two separators
 * between them. Models with another vocabulary, or a template of their own, are read as it reads them.
 */
function pairTemplate({ vocabularyType, tokens, fileInfo }: LlamaModel) {
  const { bosString: begin, sepString: separator } = tokens;
  const own = fileInfo.metadata.tokenizer['chat_template.rerank'];
  if (vocabularyType !== LlamaVocabularyType.wpm || own !== undefined) return undefined;
  if (begin === null || separator === null) return undefined;
  return `${begin}{{query}}${separator}{{document}}${separator}` as const;
}
