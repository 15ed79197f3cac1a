import { searchWords } from "@/components/ui/search-words";
import type { ListedFlag } from "@/lib/contract/flag-list";

export const flagStatusFilters = ["active", "archived", "all"] as const;
export type FlagStatusFilter = (typeof flagStatusFilters)[number];

export const flagOrders = ["name", "changed", "state"] as const;
export type FlagOrder = (typeof flagOrders)[number];

export interface FlagFilter {
  search: string;
  status: FlagStatusFilter;
  /** Null: any. */
  tag: string | null;
  /** Only favourites, which differ from member to member. */
  isFavourite: boolean;
  /** Only stale flags. */
  isStale: boolean;
  order: FlagOrder;
}

/** The filter in an address. Active flags are shown unless it says otherwise. */
export const readFlagFilter = (parameters: Pick<URLSearchParams, "get">): FlagFilter => ({
  search: parameters.get("search") ?? "",
  status: flagStatusFilters.find((status) => status === parameters.get("status")) ?? "active",
  tag: parameters.get("tag"),
  isFavourite: parameters.get("favourites") === "1",
  isStale: parameters.get("stale") === "1",
  order: flagOrders.find((order) => order === parameters.get("sort")) ?? "name",
});

/** Whether nothing is searched for or chosen: then every active flag is shown. */
export const isUnfiltered = ({ search, status, tag, isFavourite, isStale }: FlagFilter): boolean =>
  search.trim() === "" && status === "active" && tag === null && !isFavourite && !isStale;

/** The parameters that remove every filter from an address and keep the order. */
export const NO_FILTER = { search: null, status: null, tag: null, favourites: null, stale: null };

/**
 * The filtered flags in the chosen order. The search looks at name, key and description, whatever the case; each of its
 * words is to be found in one of them.
 */
export function filterFlags(
  flags: readonly ListedFlag[],
  { search, status, tag, isFavourite, isStale, order }: FlagFilter,
  favourites: ReadonlySet<string>,
): ListedFlag[] {
  const isFound = searchWords(search);
  return flags
    .filter(
      (flag) =>
        (status === "all" || flag.status === status) &&
        (tag === null || flag.tags.includes(tag)) &&
        (!isFavourite || favourites.has(flag.id)) &&
        (!isStale || flag.stale !== undefined) &&
        isFound([flag.name, flag.key, flag.description ?? ""]),
    )
    .sort((a, b) => comparisons[order](a, b) || byText.compare(a.name, b.name) || byText.compare(a.key, b.key));
}

const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Compares by the chosen order, then by name. */
const comparisons: Record<FlagOrder, (a: ListedFlag, b: ListedFlag) => number> = {
  name: () => 0,
  // Latest first. The API's instants have one length, so that they compare as texts.
  changed: (a, b) => (changedAt(a) < changedAt(b) ? 1 : changedAt(a) > changedAt(b) ? -1 : 0),
  state: (a, b) => stateOf(a) - stateOf(b),
};

const changedAt = ({ last_change: change, updated_at: updatedAt }: ListedFlag): string => change?.at ?? updatedAt;

/** On, off, archived. */
const stateOf = ({ status, enabled }: ListedFlag): number => (status === "archived" ? 2 : enabled ? 0 : 1);

/** Every tag in use, in alphabetical order. */
export const tagsOf = (flags: readonly Pick<ListedFlag, "tags">[]): string[] =>
  [...new Set(flags.flatMap(({ tags }) => tags))].sort(byText.compare);
