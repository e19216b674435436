import { RagstoneError } from '../../../errors.ts';

/**
 * Puts words into a frame's slots (see `RelationWordings`). A slot in capitals takes its own words where there are
 * any (a pronoun can only stand for `{S}`), otherwise those of the small letter, and begins with a capital.
 */
export function fillFrame(frame: string, slots: Readonly<Record<string, string>>): string {
  return frame.replaceAll(
    /\{(an )?([A-Za-z])('s)?\}/g,
    (slot, article?: string, letter = '', possessive?: string) => {
      const small = letter.toLowerCase();
      const plain = slots[letter] ?? slots[small];
      if (plain === undefined) {
        throw new RagstoneError('internal', `Nothing to put into ${slot} of "${frame}".`, { input: slots });
      }
      const words = possessive === undefined ? plain : (slots[`${letter}'s`] ?? genitive(plain));
      const whole = article === undefined ? words : `${indefinite(words)} ${words}`;
      return letter === small ? whole : capitalised(whole);
    },
  );
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function genitive(words: string): string {
  return words.endsWith('s') ? `${words}'` : `${words}'s`;
}

/** Right for the words that stand after it in these worlds: trades, industries and kinds of works. */
function indefinite(words: string): string {
  return /^[aeio]/i.test(words) || /^u[^n]/i.test(words) ? 'an' : 'a';
}
