import type { JsonValue } from "guidon-engine";

/**
 * The flags of a project, each with the type of its values and the names of its variants. Empty, so that any key is
 * allowed, until a file written by `npx guidon-sdk types` fills it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the written file merges with it, which no type alias can
export interface Flags {}

/** The known keys. */
export type FlagKey = [keyof Flags] extends [never] ? string : keyof Flags & string;

/** The allowed types of the code's default for a flag. */
export type FlagDefault<Key extends string> = Key extends keyof Flags ? ValueIn<Flags[Key]> : JsonValue;

/** The type of a flag's value; for an undeclared flag, that of its default. */
export type FlagValue<Key extends string, Default> = Key extends keyof Flags ? ValueIn<Flags[Key]> : Widened<Default>;

type ValueIn<Flag> = Flag extends { value: infer Value } ? Value : JsonValue;

/** The type of a literal: boolean for `false`. */
type Widened<T> = T extends boolean ? boolean : T extends number ? number : T extends string ? string : T;
