"use client";

import { CopyButton } from "@/components/ui/button/copy-button";
import { LocalTime } from "@/components/ui/time/local-time";
import type { AuditEntry } from "@/lib/contract/audit";
import { EntryDiff } from "./entry-diff";
import type { KnownNames } from "./words/phrase";

interface EntryDetailsProps {
  id: string;
  entry: AuditEntry;
  names: KnownNames;
}

/** What exactly was changed, by which request. */
export function EntryDetails({ id, entry, names }: EntryDetailsProps) {
  return (
    <div id={id} className="flex flex-col gap-3 px-4 pt-1 pb-4 sm:pl-10">
      <EntryDiff entry={entry} names={names} />
      <p className="flex flex-wrap items-center gap-x-3 text-muted text-sm">
        <LocalTime instant={entry.created_at} />
        <span className="wrap-anywhere">{entry.actor.name}</span>
        <span className="wrap-anywhere font-mono">request {entry.request_id}</span>
        <CopyButton text={() => JSON.stringify(entry, null, 2)} label="Copy as JSON" />
      </p>
    </div>
  );
}
