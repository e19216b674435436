import { selfRag } from '../../../src/methods/self-rag.ts';
import type { Backend } from '../../../src/ports/backend.ts';
import type { Asked } from '../../../src/ports/question.ts';
import { recordTools } from '../../../src/runs/instrument/recordTools.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { listRetriever, passagesNamed } from '../../support/listRetriever.ts';

/** Asks Self-RAG a question over two passages and a backend, in few tokens. */
export async function askGenerator(
  generator: Backend,
  asked: Asked,
  settings: Readonly<Record<string, unknown>>,
) {
  const { tools, steps } = recordTools<(typeof selfRag)['roles']>({
    retriever: listRetriever(passagesNamed('a', 'b')),
    backends: { generator },
    budget: {},
    random: keyedRandom(1, 'self-rag'),
    signal: new AbortController().signal,
    keep: (text) => text,
  });
  const few = { k: 2, maxTokens: 6, maxSegments: 2, rewrites: 1, ...settings };
  return { answer: await selfRag.answer(asked, tools, selfRag.settings.parse(few)), steps: steps.steps };
}
