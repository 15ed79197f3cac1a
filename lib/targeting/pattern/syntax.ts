/**
 * What a pattern is built of, as far as the checks and shortcuts need it. Groups vanish: only what they hold counts.
 * - `literal`: one code point, by itself;
 * - `one`: some one character (`.`, `\d`, `[a-z]`);
 * - `start`, `end`: of the whole text; `boundary`: any other assertion;
 */
export type Node =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "one" | "start" | "end" | "boundary" }
  | { readonly type: "repeat"; readonly min: number; readonly max: number; readonly of: Node }
  | { readonly type: "sequence" | "choice"; readonly of: readonly Node[] };

export interface Syntax {
  readonly root: Node;
  /** Whether flags such as (?i) stand anywhere: then a literal may match more than itself and `^` may be a line's start. */
  readonly hasFlags: boolean;
}
