import type { QuestionRecord } from '../../ports/record.ts';
import { parseAppended, type AppendedLine } from './appendedLines.ts';

// As `JSON.stringify` writes a record's head. A quotation mark inside a string is escaped, so these cannot match there.
const head = /^\{"cell":"[^"]*","question":("(?:[^"\\]|\\.)*"),"text":/;
const place = /"position":(\d+),"warmup":(?:true|false),"startedAt":"/;

/**
 * A record's question and position, without parsing the whole line where it is written as usual: reading a run looks
 * at every line twice, and most of a line is steps. @throws RagstoneError `bad-record`
 */
export function recordKey(line: AppendedLine, file: string): Pick<QuestionRecord, 'question' | 'position'> {
  const question = head.exec(line.text)?.[1];
  const position = place.exec(line.text)?.[1];
  if (question !== undefined && position !== undefined) {
    return { question: JSON.parse(question) as string, position: Number(position) };
  }
  return parseAppended(line, file) as QuestionRecord;
}
