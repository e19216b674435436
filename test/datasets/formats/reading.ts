import type { RagstoneError } from '../../../src/errors.ts';
import type { QuestionFormat } from '../../../src/ports/dataset.ts';
import type { Question } from '../../../src/ports/question.ts';
import { refusal } from '../../io/refusal.ts';
import { calm } from '../../io/memoryFile.ts';
import { temporaryFolder } from '../../io/temporaryFolder.ts';

/** The questions of a file with this content: text, or records that become JSON Lines. */
export async function questionsOf(
  format: QuestionFormat,
  content: string | readonly unknown[],
): Promise<readonly Question[]> {
  await using folder = await temporaryFolder();
  const path = await folder.write('made.json', asText(content));
  return await Array.fromAsync(format.questions(path, { signal: calm }));
}

/** Why such a file is refused; the file is called `made` in the message. */
export async function refusalOf(
  format: QuestionFormat,
  content: string | readonly unknown[],
): Promise<Pick<RagstoneError, 'code' | 'message'>> {
  await using folder = await temporaryFolder();
  const path = await folder.write('made.json', asText(content));
  const { code, message } = await refusal(format.questions(path, { signal: calm }));
  return { code, message: message.replaceAll(path, 'made') };
}

function asText(content: string | readonly unknown[]): string {
  return typeof content === 'string'
    ? content
    : content.map((record) => `${JSON.stringify(record)}\n`).join('');
}
