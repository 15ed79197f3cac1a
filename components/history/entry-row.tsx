"use client";

import { ChevronRight, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button/button";
import { useIsHydrated } from "@/components/ui/hooks";
import type { AuditEntry } from "@/lib/contract/audit";
import { restoreKind } from "@/lib/contract/restorable";
import type { RestoreExtent } from "./api";
import { EntryDetails } from "./difference-list";
import type { Act } from "./grouping";
import { actPhrase, entryPhrase } from "./words/entry-words";
import { actorName, type KnownNames, type Phrase, phraseText } from "./words/phrase";

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

interface RowLineProps {
  entry: AuditEntry;
  /** What was done. */
  phrase: Phrase;
  isOpen: boolean;
  /** Of what it opens. */
  detailsId: string;
  onToggle: () => void;
  onRestore: () => void;
}

/** Who did what, where and why, in one line, and the way back. */
function RowLine({ entry, phrase, isOpen, detailsId, onToggle, onRestore }: RowLineProps) {
  // The words may say which: what a flag is in it, or that it was made itself.
  const said = phraseText(phrase);
  const isSaid = said.endsWith(` in ${entry.environment}`) || entry.resource_type === "environment";
  const place = isSaid ? undefined : entry.environment;
  return (
    <div className="flex items-start gap-1 pr-2 hover:bg-hover">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        onClick={onToggle}
        className="-outline-offset-2! flex min-w-0 flex-1 items-start gap-2 rounded-control py-3 pl-4 text-left"
      >
        <ChevronRight
          aria-hidden
          className={`mt-0.5 size-4 shrink-0 text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
        />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="wrap-anywhere text-base text-ink">
            <span className="font-medium">{actorName(entry.actor)}</span>{" "}
            {phrase.map((part, index) =>
              typeof part === "string" ? (
                part
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the words of a change that is over never move
                <span key={index} className="font-medium">
                  {part.name}
                </span>
              ),
            )}{" "}
            {place !== undefined && <Badge>{place}</Badge>}{" "}
            {entry.restored_from !== undefined && <Badge tone="success">Restored</Badge>}
          </span>
          {entry.comment !== undefined && (
            <q className="wrap-anywhere text-muted text-sm before:content-['“'] after:content-['”']">{entry.comment}</q>
          )}
        </span>
        <TimeOfDay instant={entry.created_at} className="mt-0.5 shrink-0 text-muted text-sm tabular-nums" />
      </button>
      <RestoreButton entry={entry} what={`${actorName(entry.actor)} ${said}`} onRestore={onRestore} />
    </div>
  );
}

const hours = { hour: "2-digit", minute: "2-digit" } as const;
const inUtc = new Intl.DateTimeFormat("en-GB", { ...hours, timeZone: "UTC" });
const local = new Intl.DateTimeFormat("en-GB", hours);
const whole = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long" });

/** When on its day, in the person's own time zone; pointing at it says the day and the zone. */
function TimeOfDay({ instant, className }: { instant: string; className?: string }) {
  const isHydrated = useIsHydrated();
  const date = new Date(instant);
  return (
    <time dateTime={instant} title={isHydrated ? whole.format(date) : undefined} className={className}>
      {isHydrated ? local.format(date) : inUtc.format(date)}
    </time>
  );
}

interface RestoreButtonProps {
  entry: AuditEntry;
  /** What the entry says was done. */
  what: string;
  onRestore: () => void;
}

/** Begins to restore a change. Where that cannot be, it says why; where nobody could expect it, it is not there. */
function RestoreButton({ entry, what, onRestore }: RestoreButtonProps) {
  const { canWrite } = usePermissions();
  const mayChange = useMayChange();
  const kind = restoreKind(entry);
  const isExpected = entry.before !== null && ["flag", "segment", "rule", "rule_order"].includes(entry.resource_type);
  // Keeps the times of all rows below each other.
  if (!isExpected)
    return <span aria-hidden className="mx-1.5 my-2 size-7 shrink-0 pointer-coarse:my-0.5 pointer-coarse:size-10" />;
  const isAllowed = mayChange(entry.environment ?? "all");
  const whoMay = canWrite
    ? "It reaches a protected environment: ask an admin"
    : "Viewers cannot restore: ask an editor";
  const refusal = typeof kind === "object" ? kind.why : isAllowed ? undefined : whoMay;
  return (
    <IconButton
      label={refusal === undefined ? `Restore what was before: ${what}` : `Cannot be restored. ${refusal}.`}
      data-tooltip={refusal === undefined ? "Restore what was before" : refusal}
      aria-disabled={refusal === undefined ? undefined : true}
      onClick={() => refusal === undefined && onRestore()}
      className="mx-1.5 my-2 aria-disabled:cursor-not-allowed aria-disabled:text-faint pointer-coarse:my-0.5"
    >
      <Undo2 aria-hidden />
    </IconButton>
  );
}
