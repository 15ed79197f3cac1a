import type { JsonValue } from "guidon-engine";

/**
 * The flags of a project, each with its value's type and its variants' names. Empty, so that any key will do, until
 * `npx guidon-sdk types` has written a file that fills it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the written file merges with it, which no type alias can
export interface Flags {}

/** The keys that there are. */
export type FlagKey = [keyof Flags] extends [never] ? string : keyof Flags & string;

/** What the code's default for a flag may be. */
export type FlagDefault<Key extends string> = Key extends keyof Flags ? ValueIn<Flags[Key]> : JsonValue;

/** What a flag gives; of one that was not written, what its default is. */
export type FlagValue<Key extends string, Default> = Key extends keyof Flags ? ValueIn<Flags[Key]> : Widened<Default>;

type ValueIn<Flag> = Flag extends { value: infer Value } ? Value : JsonValue;

/** The type that a literal is of: of `false` it is boolean. */
type Widened<T> = T extends boolean ? boolean : T extends number ? number : T extends string ? string : T;
