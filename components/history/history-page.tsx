"use client";

import { ChevronDown, History } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { useMe } from "@/components/account/api";
import { useFlags } from "@/components/flags/api";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { useCurrentProject } from "@/components/projects/project-context";
import { useSegments } from "@/components/segments/api";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { Picker } from "@/components/ui/combobox/picker";
import type { PickerOption } from "@/components/ui/combobox/picker-panel";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { focusPage } from "@/components/ui/focus";
import { useIsHydrated } from "@/components/ui/hooks";
import { PageHeader } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { describeError } from "@/lib/client/api-error";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import { type AuditFilter, auditFilterIn, isFiltered, NO_FILTER, type RestoreExtent, useAudit } from "./api";
import { ActRow } from "./entry-row";
import { type Act, actsOf, byDay, type Day, dateOf, dayTitle, type Zone } from "./grouping";
import { actorName, type KnownNames } from "./words/phrase";

/** Of a page that others' changes came in the way of. */
const OLDER_TRIES = 10;

/** Who changed what in the project, newest first. */
export function HistoryPage() {
  const { id: projectId, environments } = useCurrentProject();
  const [filter, setFilter] = useAuditFilter();
  const { data: flags = [], isPending: areFlagsPending } = useFlags(projectId);
  const { data: segments = [] } = useSegments(projectId);
  const actors = useKnownActors(projectId, filter.actor);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = useAudit(
    projectId,
    filter,
  );
  const names = useMemo(
    () => ({ flags: namesById(flags), segments: namesById(segments), variants: variantsById(flags) }),
    [flags, segments],
  );
  // Not before the names of the flags that they speak of: a row would grow when its name came.
  const entries = areFlagsPending ? undefined : data?.pages.flatMap((page) => page.data);

  /**
   * What is read anew as somebody changes something takes the place of a page that was under way: it is asked again.
   */
  const showOlder = async () => {
    const shown = data?.pages.length ?? 0;
    for (let tries = 0; tries < OLDER_TRIES; tries += 1) {
      const now = await fetchNextPage({ cancelRefetch: false });
      if (now.isError || !now.hasNextPage || (now.data?.pages.length ?? 0) > shown) return;
    }
  };

  return (
    <>
      <PageHeader title="History" description="Who changed what, and when. It cannot be edited." />
      <AuditFilters
        filter={filter}
        flags={flags}
        segments={segments}
        environments={environments}
        actors={actors}
        onChange={setFilter}
      />
      {entries === undefined && error === null && <PageSkeleton isHeaderShown={false} />}
      {entries === undefined && error !== null && <ErrorState error={error} what="the history" onRetry={refetch} />}
      {entries?.length === 0 && (
        <Card>
          <EmptyState
            icon={History}
            title={isFiltered(filter) ? "Nothing matches" : "Nothing has changed yet"}
            description={
              isFiltered(filter) ? "Choose another filter, or clear them." : "Every change will be listed here."
            }
          />
        </Card>
      )}
      {entries !== undefined && entries.length > 0 && <EntryList entries={entries} names={names} />}
      {entries !== undefined && hasNextPage && (
        <div className="mt-4 flex flex-col items-center gap-2">
          <Button isBusy={isFetchingNextPage} onClick={() => void showOlder()}>
            Show older changes
          </Button>
          <p role="alert" className="text-danger text-sm empty:hidden">
            {isFetchNextPageError && describeError(error, "load older changes")}
          </p>
        </div>
      )}
    </>
  );
}

const namesById = (items: readonly { id: string; name: string }[]): ReadonlyMap<string, string> =>
  new Map(items.map(({ id, name }) => [id, name]));

const variantsById = (flags: readonly Pick<Flag, "id" | "variants">[]): KnownNames["variants"] =>
  new Map(flags.flatMap(({ id, variants }) => (variants === undefined ? [] : [[id, variants] as const])));

interface EntryListProps {
  entries: readonly AuditEntry[];
  names: KnownNames;
}

const RestoreDialog = lazyDialog(() => import("./restore-dialog").then((file) => file.RestoreDialog));

/** Changes by their days, the newest first. */
function EntryList({ entries, names }: EntryListProps) {
  // The server knows neither the browser's zone nor its day.
  const isHydrated = useIsHydrated();
  const zone: Zone = isHydrated ? "local" : "UTC";
  const [restoring, setRestoring] = useState<{ entry: AuditEntry; extent: RestoreExtent } | null>(null);
  const restore = (entry: AuditEntry, extent: RestoreExtent) => setRestoring({ entry, extent });
  const today = isHydrated ? dateOf(Date.now(), zone) : null;
  return (
    <section aria-label="Changes, newest first" className="flex flex-col gap-5">
      {byDay(actsOf(entries), zone).map((day) => (
        <DayOfEntries key={day.date} day={day} title={dayTitle(day.date, today)} names={names} onRestore={restore} />
      ))}
      {restoring !== null && <RestoreDialog {...restoring} names={names} onClose={() => setRestoring(null)} />}
    </section>
  );
}

interface DayOfEntriesProps extends Pick<EntryListProps, "names"> {
  onRestore: (entry: AuditEntry, extent: RestoreExtent) => void;
  day: Day<Act>;
  title: string;
}

function DayOfEntries({ day, title, names, onRestore }: DayOfEntriesProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2 px-1 font-medium text-muted text-sm">
        {title}
      </h2>
      <Card>
        <ol aria-labelledby={titleId}>
          {day.items.map((act) => (
            <ActRow key={act.id} act={act} names={names} onRestore={onRestore} />
          ))}
        </ol>
      </Card>
    </section>
  );
}

/** The filter of the history. It is kept in the address, so that a filtered history can be linked to. */
function useAuditFilter(): [AuditFilter, (change: AuditFilter) => void] {
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
function useKnownActors(projectId: string, current: string | undefined): KnownActor[] {
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
function AuditFilters({ filter, flags, segments, environments, actors, onChange }: AuditFiltersProps) {
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
        <Button
          variant="ghost"
          onClick={() => {
            onChange(NO_FILTER);
            focusPage();
          }}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}
