"use client";

import { useId, useState } from "react";
import { Card } from "@/components/ui/card";
import { lazy } from "@/components/ui/lazy/lazy";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import type { AuditEntry } from "@/lib/contract/audit";
import { byDay, type Day, dateOf, dayTitle, type Zone } from "./days";
import { EntryRow } from "./entry-row";
import type { KnownNames } from "./words/phrase";

interface EntryListProps {
  entries: readonly AuditEntry[];
  names: KnownNames;
}

const RestoreDialog = lazy(() => import("./restore/restore-dialog").then((file) => file.RestoreDialog));

/** Changes by their days, the newest first. */
export function EntryList({ entries, names }: EntryListProps) {
  // The server knows neither the browser's zone nor its day.
  const isHydrated = useIsHydrated();
  const zone: Zone = isHydrated ? "local" : "UTC";
  const [restoring, setRestoring] = useState<AuditEntry | null>(null);
  const today = isHydrated ? dateOf(Date.now(), zone) : null;
  return (
    <section aria-label="Changes, newest first" className="flex flex-col gap-5">
      {byDay(entries, zone).map((day) => (
        <DayOfEntries
          key={day.date}
          day={day}
          title={dayTitle(day.date, today)}
          names={names}
          onRestore={setRestoring}
        />
      ))}
      {restoring !== null && <RestoreDialog entry={restoring} names={names} onClose={() => setRestoring(null)} />}
    </section>
  );
}

interface DayOfEntriesProps extends Pick<EntryListProps, "names"> {
  onRestore: (entry: AuditEntry) => void;
  day: Day<AuditEntry>;
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
          {day.items.map((entry) => (
            <EntryRow key={entry.id} entry={entry} names={names} onRestore={onRestore} />
          ))}
        </ol>
      </Card>
    </section>
  );
}
