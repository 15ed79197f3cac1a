"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button/button";
import { Picker } from "@/components/ui/combobox/picker";
import type { PickerOption } from "@/components/ui/combobox/picker-panel";
import { type AuditFilter, isFiltered, NO_FILTER } from "./api";
import type { KnownActor } from "./known-actors";

interface AuditFiltersProps {
  filter: AuditFilter;
  flags: readonly { id: string; name: string; key: string }[];
  segments: readonly { id: string; name: string }[];
  environments: readonly string[];
  /** A person or a key that has changed something: the name in audit entries, and a name to show. */
  actors: readonly KnownActor[];
  onChange: (change: AuditFilter) => void;
}

/** Filters the history by a flag or segment, by an environment, and by a person or key. */
export function AuditFilters({ filter, flags, segments, environments, actors, onChange }: AuditFiltersProps) {
  const { resourceId, actor, environment } = filter;
  const filters: { label: string; value: string | null; options: PickerOption[]; choose: (value: string) => void }[] = [
    {
      label: "Flag",
      value: flags.some(({ id }) => id === resourceId) ? (resourceId ?? null) : null,
      options: flags.map(({ id, name, key }) => ({ value: id, label: name, detail: key })),
      choose: (id) => onChange({ resourceId: id }),
    },
    {
      label: "Segment",
      value: segments.some(({ id }) => id === resourceId) ? (resourceId ?? null) : null,
      options: segments.map(({ id, name }) => ({ value: id, label: name })),
      choose: (id) => onChange({ resourceId: id }),
    },
    {
      label: "Environment",
      value: environment ?? null,
      options: environments.map((name) => ({ value: name, label: name })),
      choose: (name) => onChange({ environment: name }),
    },
    {
      label: "Person or key",
      value: actor ?? null,
      options: actors.map(({ name, label }) => ({ value: name, label, ...(label !== name && { detail: name }) })),
      choose: (name) => onChange({ actor: name }),
    },
  ];
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {filters.map(({ label, value, options, choose }) => {
        const chosen = options.find((option) => option.value === value);
        return (
          <Picker
            key={label}
            label={label}
            value={value}
            options={options}
            onChoose={choose}
            trigger={
              <Button className={chosen === undefined ? "text-muted" : "border-accent"}>
                <span className="max-w-48 truncate">{chosen === undefined ? label : `${label}: ${chosen.label}`}</span>
                <ChevronDown aria-hidden className="text-muted" />
              </Button>
            }
          />
        );
      })}
      {isFiltered(filter) && (
        <Button variant="ghost" onClick={() => onChange(NO_FILTER)}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
