/** Escapes longer than one character behind the backslash: hexadecimal, octal, Unicode classes. */
const LONG = /\\(?:x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2})|0[0-7]{0,2}|[1-7][0-7]{1,2}|[pP](?:\{[^}]*\}|[^{]))/uy;

/** How long the escape at `at` is, the backslash included, in UTF-16 units. RE2 has accepted the pattern. */
export function escapeLength(pattern: string, at: number): number {
  LONG.lastIndex = at;
  return LONG.exec(pattern)?.[0].length ?? 2;
}
