import { Hourglass, Star } from "lucide-react";
import type { ComponentType } from "react";
import { CopyAsCurl } from "@/components/forms/copy-as-curl";
import { Button } from "@/components/ui/button/button";
import { SearchInput, Select } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import { type FlagFilter, type FlagOrder, type FlagStatusFilter, flagOrders, flagStatusFilters } from "./filter-flags";

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
