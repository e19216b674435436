import { lexiconOf, type Lexicon } from '../../../src/methods/extractive/lexicon.ts';

/** A lexicon in which every word is unknown and as rare as can be. */
export const emptyLexicon: Lexicon = lexiconOf({ words: '', classes: '', rarity: '' });
