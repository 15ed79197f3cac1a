import { CopyAsCurl } from "@/components/curl/copy-as-curl";
import { Select } from "@/components/ui/field/input";
import { SearchInput } from "@/components/ui/field/search-input";
import { apiUrl } from "@/lib/client/api-client";
import { type FlagFilter, type FlagStatusFilter, flagStatusFilters } from "./filter-flags";

const statusLabels: Record<FlagStatusFilter, string> = { active: "Active", archived: "Archived", all: "All" };

interface FlagFiltersProps {
  filter: FlagFilter;
  tags: readonly string[];
  /** How many flags are shown; read out when it changes. */
  shown: number;
  projectId: string;
  onChange: (changes: Record<string, string | null>) => void;
}

export function FlagFilters({ filter, tags, shown, projectId, onChange }: FlagFiltersProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search flags"
        placeholder="Name, key or description"
        className="w-full sm:w-72"
        value={filter.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Select
        aria-label="Status"
        value={filter.status}
        onChange={(event) =>
          onChange({ status: event.currentTarget.value === "active" ? null : event.currentTarget.value })
        }
      >
        {flagStatusFilters.map((status) => (
          <option key={status} value={status}>
            {statusLabels[status]}
          </option>
        ))}
      </Select>
      {tags.length > 0 && (
        <Select
          aria-label="Tag"
          className="max-w-44"
          value={filter.tag ?? ""}
          onChange={(event) => onChange({ tag: event.currentTarget.value })}
        >
          <option value="">Any tag</option>
          {tags.map((tag) => (
            <option key={tag} value={tag}>
              {tag}
            </option>
          ))}
        </Select>
      )}
      <p role="status" className="ml-auto text-muted text-sm tabular-nums">
        {shown === 1 ? "1 flag" : `${shown.toLocaleString("en")} flags`}
      </p>
      <CopyAsCurl isLabelled={false} call={() => ({ method: "GET", path: listAddress(projectId, filter) })} />
    </div>
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
