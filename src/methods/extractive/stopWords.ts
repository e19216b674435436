const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on at by for with from to into as and or but nor if than then that this these those there here is are ' +
    'was were be been being am has have had having do does did doing done will would can could may might must shall should ' +
    'not no it its they them their he him his she her i you we us our your my me who whom whose which what when where why ' +
    "how 's ’s 're 've also so such other some any about during after before between through over under up out down off " +
    "because while both each more most many much very just only own same too all & n’t n't ? . , ; : ! ( ) [ ] \" “ ” ' ‘ ’ ` - – —"
  ).split(' '),
);

/** A word that says too little to be looked for. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
