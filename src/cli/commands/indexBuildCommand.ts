import { openCorpus } from '../../datasets/open/openCorpus.ts';
import { RagstoneError } from '../../errors.ts';
import { findIndexed } from '../../retrieval/findRetriever.ts';
import { buildIndex } from '../../retrieval/indexes/buildIndex.ts';
import { progressLine } from '../ui/progressLine.ts';

interface IndexFlags {
  readonly out: string;
  readonly retriever: string;
  readonly analyser?: string;
  readonly titleWeight?: number;
  readonly threads?: number;
  readonly format?: string;
  readonly window?: number;
  readonly json?: true;
}

/** `ragstone index build`: reads a corpus once and leaves an index folder behind. */
export async function indexBuildCommand(
  location: string,
  raw: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = raw as unknown as IndexFlags;
  const definition = await findIndexed(flags.retriever);
  const { analyser, titleWeight, threads } = flags;
  const settings = definition.settings.parse({
    ...(analyser !== undefined && { analyser }),
    ...(titleWeight !== undefined && { titleWeight }),
  });
  using stopping = stopOnSignal();
  const { signal } = stopping;
  const { format } = flags;
  const corpus = await openCorpus(location, signal, format === undefined ? {} : { format });
  const progress = progressLine('index', 'passages');
  const manifest = await buildIndex(definition, corpus, settings, flags.out, {
    signal,
    ...(threads !== undefined && { threads }),
    ...(flags.window === undefined ? {} : { windowWords: flags.window }),
    onProgress: ({ passages, phase }) => {
      progress.update(phase === 'reading' ? { done: passages } : { done: passages, note: 'writing' });
    },
  }).finally(() => progress.end());
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ folder: flags.out, ...manifest })}\n`);
  else {
    const counts = Object.entries(manifest.counts).map(([what, count]) => `${count} ${what}`);
    process.stdout.write(
      `${flags.out}: ${manifest.corpus.passages} passages, ${counts.join(', ')}, sha256 ${manifest.corpus.sha256}\n`,
    );
  }
  return 0;
}

/** An index that is half built is worth nothing: the first Ctrl-C ends it, and its temporary folder goes. */
function stopOnSignal(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(new RagstoneError('interrupted', 'Stopped. No index was written.'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
