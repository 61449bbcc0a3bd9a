const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '⏎', '\t': '⇥', '\r': '␍' };

/** A token for the screen: a sign or the code point stands for a character that leaves no ink. */
export function visible(token: string): string {
  const sign = SIGNS[token];
  if (sign !== undefined) return sign;
  return token.replace(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    character === ' ' ? character : `U+${hex(character)}`,
  );
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
