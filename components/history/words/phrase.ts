import type { Actor, AuditEntry } from "@/lib/contract/audit";
import type { JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";

/** What was done, in words that follow whoever did it; names stand out. */
export type Phrase = readonly (string | { readonly name: string })[];

/** The phrase as plain text. */
export const phraseText = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === "string" ? part : part.name)).join("");

/** A resource as an entry holds it. */
export type Side = { readonly [field: string]: JsonValue | undefined };

/** One side of an entry; undefined where there was nothing. */
export const sideOf = (side: unknown): Side | undefined =>
  // Entries are JSON, and an object is all that is not a list.
  typeof side === "object" && side !== null && !Array.isArray(side) ? (side as Side) : undefined;

/** What an entry is about, as it became, or as it was before it went. */
export const resourceOf = ({ after, before }: Pick<AuditEntry, "after" | "before">): Side =>
  sideOf(after) ?? sideOf(before) ?? {};

/** The variants of the flag that an entry is about. */
export const variantsOfEntry = (
  { flag_id: flagId, resource_id: id }: AuditEntry,
  { variants }: Pick<KnownNames, "variants">,
) => variants.get(flagId ?? id);

/** What of the project an entry speaks of by id alone. */
export interface KnownNames {
  readonly flags: ReadonlyMap<string, string>;
  readonly segments: ReadonlyMap<string, string>;
  /** Of the flags that have any. */
  readonly variants: ReadonlyMap<string, readonly Variant[]>;
}

/** "a, b and c". */
export function listed(parts: readonly Phrase[]): Phrase {
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [index === parts.length - 1 ? " and " : ", ", ...part];
  });
}

/** The name of a person or key that made a change. */
export function actorName({ type, name, display_name: displayName }: Actor): string {
  switch (type) {
    case "api_key":
      return displayName === undefined ? `Key ${name}…` : `${displayName} (key)`;
    case "cli":
      return "The command line";
    case "system":
      return "Guidon";
    case "user":
      return displayName ?? name;
  }
}
