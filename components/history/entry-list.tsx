"use client";

import { useId, useState } from "react";
import { Card } from "@/components/ui/card";
import { useIsHydrated } from "@/components/ui/hooks";
import { lazy } from "@/components/ui/lazy/lazy";
import type { AuditEntry } from "@/lib/contract/audit";
import type { RestoreExtent } from "./api";
import { ActRow } from "./entry-row";
import { type Act, actsOf, byDay, type Day, dateOf, dayTitle, type Zone } from "./grouping";
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
