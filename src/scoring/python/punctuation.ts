/** Python's `string.punctuation`: the 32 ASCII characters that are neither letter, digit, space nor control. */
export const punctuation = /[!-/:-@[-`{-~]/gu;
