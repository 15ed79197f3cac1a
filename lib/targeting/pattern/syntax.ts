/**
 * What a pattern is built of, as far as the checks and the fast matcher need it. Groups vanish: only what they hold
 * counts.
 * - `one`: some one character, by the piece of pattern that stands for it (`a`, `\\.`, `[a-z]`, `.`, `\\d`);
 * - `start`, `end`: of the whole text; `boundary`: any other assertion.
 */
export type Node =
  | { readonly type: "one"; readonly source: string }
  | { readonly type: "start" | "end" | "boundary" }
  | { readonly type: "repeat"; readonly min: number; readonly max: number; readonly of: Node }
  | { readonly type: "sequence" | "choice"; readonly of: readonly Node[] };

export interface Syntax {
  readonly root: Node;
  /** Whether flags such as (?i) stand anywhere: then the same piece does not mean the same everywhere. */
  readonly hasFlags: boolean;
}
