import { RagstoneError } from '../../errors.ts';
import { lineBatches } from '../../io/lineBatches.ts';
import type { Placed } from '../../io/placed.ts';
import type { CorpusFormat, ReadOptions } from '../../ports/dataset.ts';
import type { Passage } from '../../ports/passage.ts';
import { chosenFiles } from '../reading/chosenFiles.ts';
import { corpusLayout } from '../reading/corpusLayout.ts';
import { csvUnquoted } from '../reading/csvUnquoted.ts';

/**
 * DPR's passages (`psgs_w100.tsv`): a header, then one passage a line, id TAB text TAB title. Text and title may be in
 * CSV's quotes, always or only where needed; a title that begins with a quote of its own stays whole. Read by lines, as
 * Hugging Face's `wiki_dpr` does, and not as CSV, which would not forgive such titles and is ten times slower.
 */
export const dpr: CorpusFormat = corpusLayout('dpr', read);

async function* read(path: string, options: ReadOptions): AsyncGenerator<Placed<Passage>> {
  for (const file of await chosenFiles(path, options, ['tsv'])) {
    for await (const { lines, first } of lineBatches(file, options.signal)) {
      let line = first;
      for (const text of lines) {
        const place = { file: file.label, line: line++ };
        if (place.line === 1) checkHeader(text, place.file);
        else if (text !== '') yield { value: passage(text, place), place };
      }
    }
  }
}

function checkHeader(line: string, file: string): void {
  if (line === 'id\ttext\ttitle') return;
  throw new RagstoneError('bad-record', 'The first line must be the header: id TAB text TAB title.', {
    place: { file, line: 1 },
    input: line,
  });
}

function passage(line: string, place: { readonly file: string; readonly line: number }): Passage {
  const cells = line.split('\t');
  const [id = '', text = '', title = ''] = cells;
  if (cells.length !== 3 || id === '') {
    throw new RagstoneError(
      'bad-record',
      `Expected three columns, id TAB text TAB title, found ${cells.length}${id === '' ? ' without an id' : ''}.`,
      { place, input: line },
    );
  }
  return { id: unsliced(id), title: csvUnquoted(title), text: csvUnquoted(text) };
}

/** A copy: a slice would keep its whole batch of lines in memory for as long as somebody remembers the id. */
function unsliced(text: string): string {
  return Buffer.from(text).toString();
}
