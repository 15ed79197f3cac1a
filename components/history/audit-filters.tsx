"use client";

import { ChevronDown } from "lucide-react";
import { useMe } from "@/components/account/api";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { Button } from "@/components/ui/button/button";
import { Picker } from "@/components/ui/combobox/picker";
import type { PickerOption } from "@/components/ui/combobox/picker-panel";
import { type AuditFilter, auditFilterIn, isFiltered, NO_FILTER, useAudit } from "./api";
import { actorName } from "./words/phrase";

/** The filter of the history. It is kept in the address, so that a filtered history can be linked to. */
export function useAuditFilter(): [AuditFilter, (change: AuditFilter) => void] {
  const { parameters, change } = useUrlParameters();
  const filter = auditFilterIn((name) => parameters.get(name));
  const setFilter = (changed: AuditFilter) => {
    const { resourceId = null, actor = null, environment = null } = { ...filter, ...changed };
    change({ resource: resourceId, actor, environment });
  };
  return [filter, setFilter];
}

/** A person or a key: the name in audit entries, and a name to show. */
interface KnownActor {
  readonly name: string;
  readonly label: string;
}

/** The people and keys to filter by: the signed-in person, those with recent changes, and the one in the address. */
export function useKnownActors(projectId: string, current: string | undefined): KnownActor[] {
  const { data: me } = useMe();
  const { data } = useAudit(projectId);
  const recent = data?.pages.flatMap((page) => page.data.map(({ actor }) => actor)) ?? [];
  const labels = new Map<string, string>();
  for (const name of [me?.email, current]) if (name) labels.set(name, name === me?.email ? me.name : name);
  for (const actor of recent) labels.set(actor.name, actorName(actor));
  return [...labels].map(([name, label]) => ({ name, label })).sort((a, b) => (a.label < b.label ? -1 : 1));
}

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
