"use client";

import { CircleHelp } from "lucide-react";
import { useRef, useState } from "react";
import type { FlagInEnvironment } from "@/components/test-users/expectations/expectations";
import { TestUserChanges } from "@/components/test-users/test-user-changes";
import { Badge } from "@/components/ui/badge";
import { TextButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { ServedValue } from "@/components/values/served-value";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { ListChange } from "./analysed-list";
import {
  type ChangedPeople,
  type ChangeGroup,
  changeGroups,
  changesNobody,
  firstPeople,
  scopeText,
  unknownText,
  witnessText,
} from "./change-groups";
import { useChangeReport } from "./use-answer";

interface WhoChangesProps {
  /** The same object until it says something else; null: the draft is not complete. */
  change: ListChange | null;
  /** Whether it changes while somebody types. */
  isTyped?: boolean;
  /** The text while there is no change. */
  emptyText?: string;
  isFlagOff: boolean;
  projectId: string;
  /** Where it happens. */
  flag: FlagInEnvironment;
  onTry?: ((witness: Witness) => void) | undefined;
  className?: string;
}

/** Says before a save who will get another value. It follows the draft. */
export function WhoChanges(props: WhoChangesProps) {
  const { change, isTyped = false, emptyText = "", isFlagOff, projectId, flag, onTry, className } = props;
  const { report, isCurrent, isTooLong } = useChangeReport(change, { isTyped });
  const scope = report === undefined || change === null ? undefined : scopeText(report, change);
  return (
    <section
      aria-label="Who changes"
      aria-busy={change !== null && !isCurrent}
      className={cn("flex min-w-0 flex-col gap-1.5", className)}
    >
      <h3 className="text-muted text-sm">Who changes</h3>
      {change === null ? (
        <p className="text-muted text-sm">{emptyText}</p>
      ) : isTooLong ? (
        <p className="text-muted text-sm">Not known: the list is too long to analyse here.</p>
      ) : report !== undefined ? (
        <div className={cn("flex min-w-0 flex-col gap-1.5 transition-opacity", !isCurrent && "opacity-70")}>
          {isFlagOff && !changesNobody(report) && <FlagIsOff />}
          <ChangeReportView report={report} onTry={onTry} />
          {scope !== undefined && <p className="text-muted text-sm">{scope}</p>}
          <TestUserChanges {...change} {...flag} projectId={projectId} />
        </div>
      ) : (
        <p className="text-muted text-sm">{isCurrent ? "Not known: the analysis failed." : "Analysing…"}</p>
      )}
    </section>
  );
}

/** Groups shown at first. The rest is counted until the person asks for it. */
const SHOWN_PEOPLE = 3;

interface ChangeReportViewProps {
  report: Pick<ChangeReport, "changes" | "unanswered">;
  /** Puts an example into the panel "Test a user". Without this function the example is written out. */
  onTry?: ((witness: Witness) => void) | undefined;
}

/** Who gets another value: the value before, the value after, and the people for whom that is not known. */
export function ChangeReportView({ report, onTry }: ChangeReportViewProps) {
  const viewRef = useRef<HTMLDivElement>(null);
  const [isWhole, setIsWhole] = useState(false);
  if (changesNobody(report)) return <p className="text-muted text-sm">Nobody changes.</p>;
  const { shown, more } = firstPeople(changeGroups(report.changes), isWhole ? Number.POSITIVE_INFINITY : SHOWN_PEOPLE);
  const unknown = unknownText(report);
  const showAll = () => {
    // Pressing the button removes it, so the focus needs another place.
    viewRef.current?.focus({ preventScroll: true });
    setIsWhole(true);
  };
  return (
    <div ref={viewRef} tabIndex={-1} className="flex min-w-0 flex-col gap-2 text-sm outline-none">
      {shown.map((group) => (
        <Group key={JSON.stringify([group.from, group.to])} group={group} onTry={onTry} />
      ))}
      {more > 0 && (
        <div>
          <TextButton onClick={showAll}>and {more.toLocaleString("en")} more</TextButton>
        </div>
      )}
      {unknown !== null && (
        <p className="flex min-w-0 gap-1.5 text-muted">
          <CircleHelp aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0">{unknown}</span>
        </p>
      )}
    </div>
  );
}

function Group({ group, onTry }: { group: ChangeGroup } & Pick<ChangeReportViewProps, "onTry">) {
  const { from, to, note, people } = group;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="flex min-w-0 flex-wrap items-center gap-1.5">
        <ServedValue value={from} className="max-w-48 truncate" />
        <span aria-hidden className="text-faint">
          →
        </span>
        <span className="sr-only">becomes</span>
        <ServedValue value={to} className="max-w-48 truncate" />
        {note === "New exposure" ? (
          <Badge tone="warning">{note}</Badge>
        ) : (
          note !== null && <span className="text-muted">{note.toLowerCase()}</span>
        )}
      </p>
      <ul className="flex min-w-0 flex-col gap-1.5">
        {people.map((each) => (
          <li
            key={each.whole ?? each.short}
            className="flex min-w-0 flex-wrap items-baseline gap-x-3 border-line-strong border-l-2 pl-2"
          >
            <People people={each} onTry={onTry} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function People({ people, onTry }: { people: ChangedPeople } & Pick<ChangeReportViewProps, "onTry">) {
  const { short, witness, withoutWitness } = people;
  return (
    <>
      <span className="wrap-anywhere min-w-0 text-ink leading-5">{short}</span>
      {witness !== null &&
        (onTry ? (
          <TextButton onClick={() => onTry(witness)}>Show on a user</TextButton>
        ) : (
          <span className="wrap-anywhere min-w-0 text-muted">for example {witnessText(witness)}</span>
        ))}
      {withoutWitness !== null && <span className="min-w-0 text-muted">{withoutWitness}</span>}
      <Details people={people} />
    </>
  );
}

/** The full description and the segments' conditions, folded. */
function Details({ people: { whole, segments } }: { people: ChangedPeople }) {
  if (whole === null && segments.length === 0) return null;
  return (
    <details className="min-w-0 basis-full text-muted">
      <summary className="min-h-6 w-fit cursor-pointer rounded-chip hover:text-ink">
        {whole === null ? "What this means" : "All conditions"}
      </summary>
      {whole !== null && <p className="wrap-anywhere mt-1">{whole}</p>}
      {segments.map((segment) => (
        <p key={segment} className="wrap-anywhere mt-1">
          {segment}
        </p>
      ))}
    </details>
  );
}

/** Stands beside the report on a flag that is off: the report reads as if it were on. */
export function FlagIsOff() {
  return <p className="text-muted text-sm">The flag is off: this takes effect once it is turned on.</p>;
}
