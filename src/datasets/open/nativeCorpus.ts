import { RagstoneError } from '../../errors.ts';
import type { Corpus, QuestionFormat } from '../../ports/dataset.ts';
import type { Catalog } from '../catalog/catalogSchema.ts';
import { sizeOf } from '../catalog/sizeOf.ts';
import { beirFiles } from '../reading/beirFiles.ts';
import { openCorpus } from './openCorpus.ts';
import { ownContexts, type Asking } from './ownContexts.ts';
import { pullCommand } from './pullCommand.ts';
import { pulledFiles } from './pulledFiles.ts';

/** What decides on the corpus of a dataset. */
export interface CorpusWish {
  /** A corpus of the catalog, a file or folder, or `contexts`. */
  readonly asked: string | undefined;
  readonly askedFormat: string | undefined;
  /** The catalog's default: a corpus, or `contexts`. */
  readonly byDefault: string | undefined;
  readonly catalog: Catalog;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * The corpus that belongs to a dataset: the one that is asked for; one that lies beside the questions (BEIR); the
 * catalog's, where it was pulled; the questions' own contexts, where they have any; or none.
 * @throws RagstoneError `missing-data` for a corpus of the catalog that is asked for and not pulled, `bad-file`.
 */
export async function nativeCorpus(
  asking: Asking & { readonly format: QuestionFormat; readonly path: string },
  wish: CorpusWish,
): Promise<{ readonly corpus?: Corpus; readonly warnings: readonly string[] }> {
  const { asked, byDefault, catalog, environment, signal } = wish;
  if (asked === 'contexts') return required(await ownContexts(asking, signal), asking.name);
  const known = { catalog, environment };
  if (asked !== undefined) {
    const format = wish.askedFormat === undefined ? {} : { format: wish.askedFormat };
    const corpus = await openCorpus(asked, signal, { ...known, ...format });
    return { corpus, warnings: corpus.note === undefined ? [] : [`${asking.name}: ${corpus.note}.`] };
  }
  if (asking.format.name === 'beir' && (await beirFiles(asking.path, signal)).corpus.length > 0) {
    const corpus = await openCorpus(asking.path, signal, { ...known, format: 'beir' });
    return { corpus: { ...corpus, name: asking.name }, warnings: [] };
  }
  const entry = byDefault === undefined ? undefined : catalog.corpora[byDefault];
  const pulled = await (byDefault === undefined || entry === undefined
    ? undefined
    : pulledFiles(byDefault, entry.files, environment));
  if (byDefault !== undefined && entry !== undefined && pulled !== undefined) {
    return { corpus: await openCorpus(byDefault, signal, known), warnings: [] };
  }
  const contexts = await ownContexts(asking, signal);
  const instead =
    contexts === undefined ? 'there is none without it' : "the questions' own contexts are searched";
  const warnings =
    byDefault === undefined || entry === undefined
      ? []
      : [
          `${asking.name}: its corpus ${byDefault} (${sizeOf(entry.files)}) is not on this machine; ${instead}. To have it: ${pullCommand(byDefault)}`,
        ];
  return { ...(contexts !== undefined && { corpus: contexts }), warnings };
}

function required(
  contexts: Corpus | undefined,
  name: string,
): { readonly corpus: Corpus; readonly warnings: readonly string[] } {
  if (contexts !== undefined) return { corpus: contexts, warnings: [] };
  throw new RagstoneError(
    'missing-data',
    `The questions of ${name} bring no contexts: name a corpus file instead.`,
    {
      input: name,
    },
  );
}
