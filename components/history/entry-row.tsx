"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/button/copy-button";
import { instantText } from "@/components/ui/time/instant-text";
import { RelativeTime } from "@/components/ui/time/relative-time";
import type { AuditEntry } from "@/lib/contract/audit";
import { describeEntry } from "./describe-entry";
import { EntryDiff } from "./entry-diff";

interface EntryRowProps {
  entry: AuditEntry;
  /** The name of the flag whose rules were changed; undefined when it is not known, or the entry is about the flag. */
  flagName: string | undefined;
}

/** Who did what to what, when; opened, what exactly. */
export function EntryRow({ entry, flagName }: EntryRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { deed, name, environment } = describeEntry(entry);
  return (
    <li className="border-line border-b last:border-b-0">
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="group flex cursor-pointer list-none items-start gap-2 px-4 py-3 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className={`mt-0.5 size-4 shrink-0 text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
          <span className="min-w-0 flex-1">
            <span className="wrap-anywhere text-base text-ink">
              <span className="font-medium">{actorName(entry)}</span> {deed}
              {name !== undefined && <span className="font-medium"> {name}</span>}
              {flagName !== undefined && (
                <span>
                  {" "}
                  of <span className="font-medium">{flagName}</span>
                </span>
              )}
            </span>{" "}
            {environment !== undefined && <Badge>{environment}</Badge>}
          </span>
          <RelativeTime instant={entry.created_at} className="shrink-0 text-muted text-sm" />
        </summary>
        {/* Made when it is asked for: an entry may hold a list of 100,000. */}
        {isOpen && (
          <div className="flex flex-col gap-3 px-4 pt-1 pb-4 sm:pl-10">
            <EntryDiff entry={entry} />
            <p className="flex flex-wrap items-center gap-x-3 text-muted text-sm">
              <span>{instantText(entry.created_at)}</span>
              <span className="wrap-anywhere font-mono">request {entry.request_id}</span>
              <CopyButton text={() => JSON.stringify(entry, null, 2)} label="Copy as JSON" />
            </p>
          </div>
        )}
      </details>
    </li>
  );
}

function actorName({ actor }: AuditEntry): string {
  switch (actor.type) {
    case "api_key":
      return `Key ${actor.name}…`;
    case "cli":
      return "The command line";
    case "system":
      return "Guidon";
    case "user":
      return actor.name;
  }
}
