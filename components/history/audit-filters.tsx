"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button/button";
import { Picker, type PickerOption } from "@/components/ui/combobox/picker";
import type { AuditFilter } from "./api";

interface AuditFiltersProps {
  filter: AuditFilter;
  flags: readonly { id: string; name: string; key: string }[];
  segments: readonly { id: string; name: string }[];
  /** Names of people and keys that are known to have changed something. */
  actors: readonly string[];
  onChange: (change: AuditFilter) => void;
}

/** Narrows the history to one flag or segment, and to one person or key. */
export function AuditFilters({ filter, flags, segments, actors, onChange }: AuditFiltersProps) {
  const { resourceId, actor } = filter;
  const isFiltered = resourceId !== undefined || actor !== undefined;
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
      label: "Person or key",
      value: actor ?? null,
      options: actors.map((name) => ({ value: name, label: name })),
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
      {isFiltered && (
        <Button variant="ghost" onClick={() => onChange({ resourceId: undefined, actor: undefined })}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
