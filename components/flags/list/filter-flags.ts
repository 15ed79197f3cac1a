import type { ListedFlag } from "@/lib/contract/flag";

export const flagStatusFilters = ["active", "archived", "all"] as const;
export type FlagStatusFilter = (typeof flagStatusFilters)[number];

export interface FlagFilter {
  search: string;
  status: FlagStatusFilter;
  /** Null: any. */
  tag: string | null;
}

/**
 * What an address says of the filter; active flags are what is worked with, so they are shown unless it says otherwise.
 */
export const readFlagFilter = (parameters: Pick<URLSearchParams, "get">): FlagFilter => ({
  search: parameters.get("search") ?? "",
  status: flagStatusFilters.find((status) => status === parameters.get("status")) ?? "active",
  tag: parameters.get("tag"),
});

/** The flags that the filter keeps, by name, then key. Search looks at name, key and description, whatever the case. */
export function filterFlags(flags: readonly ListedFlag[], { search, status, tag }: FlagFilter): ListedFlag[] {
  const wanted = search.trim().toLowerCase();
  return flags
    .filter(
      (flag) =>
        (status === "all" || flag.status === status) &&
        (tag === null || flag.tags.includes(tag)) &&
        (wanted === "" ||
          [flag.name, flag.key, flag.description ?? ""].some((text) => text.toLowerCase().includes(wanted))),
    )
    .sort((a, b) => byName.compare(a.name, b.name) || byName.compare(a.key, b.key));
}

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Every tag in use, in alphabetical order. */
export const tagsOf = (flags: readonly ListedFlag[]): string[] =>
  [...new Set(flags.flatMap(({ tags }) => tags))].sort(byName.compare);
