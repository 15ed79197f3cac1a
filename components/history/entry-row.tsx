"use client";

import { useId, useState } from "react";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Act } from "./acts";
import type { RestoreExtent } from "./api";
import { EntryDetails } from "./entry-diff";
import { RowLine } from "./row-line";
import { actPhrase, entryPhrase } from "./words/entry-words";
import type { KnownNames } from "./words/phrase";

interface EntryRowProps {
  entry: AuditEntry;
  names: KnownNames;
  onRestore: (entry: AuditEntry, extent: RestoreExtent) => void;
}

/** One change; opened, what exactly. */
function EntryRow({ entry, names, onRestore }: EntryRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const detailsId = useId();
  return (
    <li className="border-line border-b last:border-b-0">
      <RowLine
        entry={entry}
        phrase={entryPhrase(entry, names)}
        isOpen={isOpen}
        detailsId={detailsId}
        onToggle={() => setIsOpen(!isOpen)}
        onRestore={() => onRestore(entry, "change")}
      />
      {/* Made when it is asked for: an entry may hold a list of 100,000. */}
      {isOpen && <EntryDetails id={detailsId} entry={entry} names={names} />}
    </li>
  );
}

interface ActRowProps extends Omit<EntryRowProps, "entry"> {
  act: Act;
}

/** What was done to several flags at once; opened, to each of them. Of one flag alone it is its change. */
export function ActRow({ act: { first, entries }, names, onRestore }: ActRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const detailsId = useId();
  if (entries.length === 1) return <EntryRow entry={first} names={names} onRestore={onRestore} />;
  return (
    <li className="border-line border-b last:border-b-0">
      <RowLine
        entry={first}
        phrase={actPhrase(first, names)}
        isOpen={isOpen}
        detailsId={detailsId}
        onToggle={() => setIsOpen(!isOpen)}
        onRestore={() => onRestore(first, "batch")}
      />
      {isOpen && (
        <ol id={detailsId} aria-label="Flag by flag" className="ml-4 border-line border-t border-l sm:ml-8">
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} names={names} onRestore={onRestore} />
          ))}
        </ol>
      )}
    </li>
  );
}
