"use client";

import type { FlagInEnvironment } from "@/components/test-users/expectations/expectations";
import { TestUserChanges } from "@/components/test-users/test-user-changes";
import { cn } from "@/components/ui/cn";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { ListChange } from "./analysed-list";
import { changesNobody } from "./change-groups";
import { ChangeReportView, FlagIsOff } from "./change-report-view";
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
          {change.scope !== undefined && !changesNobody(report) && <p className="text-muted text-sm">{change.scope}</p>}
          <TestUserChanges {...change} {...flag} projectId={projectId} />
        </div>
      ) : (
        <p className="text-muted text-sm">{isCurrent ? "Not known: the analysis failed." : "Analysing…"}</p>
      )}
    </section>
  );
}
