const WORD = /\p{Lu}+s?(?![\p{Ll}\p{Lo}])|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{N}+/gu;

/** The words of a name, however they are separated: `userPINCode_2` is user, PIN, Code, 2. */
export function wordsOf(name: string): readonly string[] {
  return name.match(WORD) ?? [];
}
