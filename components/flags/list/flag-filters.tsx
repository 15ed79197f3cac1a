import { Hourglass, Star } from "lucide-react";
import type { ComponentType } from "react";
import { CopyAsCurl } from "@/components/forms/copy-as-curl";
import { Button } from "@/components/ui/button/button";
import { SearchInput, Select } from "@/components/ui/field/input";
import { searchWords } from "@/components/ui/list/search";
import { apiUrl } from "@/lib/client/api-client";
import type { ListedFlag } from "@/lib/contract/flag-list";

const flagStatusFilters = ["active", "archived", "all"] as const;
type FlagStatusFilter = (typeof flagStatusFilters)[number];

const flagOrders = ["name", "changed", "state"] as const;
type FlagOrder = (typeof flagOrders)[number];

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

const statusLabels: Record<FlagStatusFilter, string> = { active: "Active", archived: "Archived", all: "All" };
const orderLabels: Record<FlagOrder, string> = { name: "By name", changed: "Last changed first", state: "On first" };

interface FlagFiltersProps {
  filter: FlagFilter;
  tags: readonly string[];
  /** Whether some flag is stale, so that the filter is of use. */
  hasStale: boolean;
  /** How many flags are shown; screen readers read it when it changes. */
  shown: number;
  projectId: string;
  onChange: (changes: Record<string, string | null>) => void;
}

export function FlagFilters({ filter, tags, hasStale, shown, projectId, onChange }: FlagFiltersProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search flags"
        placeholder="Name, key or description"
        className="w-full sm:w-64"
        value={filter.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Choice
        label="Status"
        value={filter.status}
        options={flagStatusFilters.map((status) => [status, statusLabels[status]])}
        onChange={(status) => onChange({ status: status === "active" ? null : status })}
      />
      {tags.length > 0 && (
        <Choice
          label="Tag"
          value={filter.tag ?? ""}
          options={[["", "Any tag"], ...tags.map((tag) => [tag, tag] as const)]}
          onChange={(tag) => onChange({ tag })}
        />
      )}
      <Choice
        label="Order"
        value={filter.order}
        options={flagOrders.map((order) => [order, orderLabels[order]])}
        onChange={(sort) => onChange({ sort: sort === "name" ? null : sort })}
      />
      <Toggle
        isOn={filter.isFavourite}
        icon={Star}
        label="Favourites"
        onChange={(isOn) => onChange({ favourites: isOn ? "1" : null })}
      />
      {(hasStale || filter.isStale) && (
        <Toggle
          isOn={filter.isStale}
          icon={Hourglass}
          label="Stale"
          onChange={(isOn) => onChange({ stale: isOn ? "1" : null })}
        />
      )}
      <p role="status" className="ml-auto text-muted text-sm tabular-nums">
        {shown === 1 ? "1 flag" : `${shown.toLocaleString("en")} flags`}
      </p>
      <CopyAsCurl isLabelled={false} call={() => ({ method: "GET", path: listAddress(projectId, filter) })} />
    </div>
  );
}

interface ToggleProps {
  isOn: boolean;
  icon: ComponentType<{ "aria-hidden": true; className: string | undefined }>;
  label: string;
  onChange: (isOn: boolean) => void;
}

function Toggle({ isOn, icon: Icon, label, onChange }: ToggleProps) {
  return (
    <Button
      aria-pressed={isOn}
      className="aria-pressed:border-accent aria-pressed:text-accent"
      onClick={() => onChange(!isOn)}
    >
      <Icon aria-hidden className={isOn ? "fill-current" : undefined} /> {label}
    </Button>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  /** Values and their labels. */
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      className="max-w-44"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}

/** The same list, as an integration asks for it. */
const listAddress = (projectId: string, { search, status, tag }: FlagFilter): string =>
  apiUrl("/flags", {
    project_id: projectId,
    search: search === "" ? undefined : search,
    status: status === "all" ? undefined : status,
    "tags[]": tag === null ? undefined : [tag],
  });
