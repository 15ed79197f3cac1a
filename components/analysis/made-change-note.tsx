"use client";

import { Check, X } from "lucide-react";
import { type MouseEvent, useEffect } from "react";
import { isServing } from "@/components/flags/flag-here";
import type { MadeChange, RuleActions } from "@/components/rules/list/use-rule-actions";
import { TestUserChanges } from "@/components/test-users/test-user-changes";
import { Button, IconButton } from "@/components/ui/button/button";
import type { Flag } from "@/lib/contract/flag";
import { changesNobody, listChangeText } from "./change-groups";
import { ChangeReportView, FlagIsOff } from "./change-report-view";
import { useChangeReport } from "./use-answer";

/** How long "Nobody changes" stays, in milliseconds. */
const SEEN_MS = 3_500;

interface MadeChangeNoteProps {
  flag: Flag;
  environment: string;
  made: MadeChange;
  actions: Pick<RuleActions, "tryOn" | "settle" | "sayEffect">;
}

/** Says on the card of a moved or switched rule who gets another value. It asks for no answer. */
export function MadeChangeNote({ flag, environment, made, actions }: MadeChangeNoteProps) {
  const { report, isCurrent } = useChangeReport(made.change);
  const text = report !== undefined && isCurrent ? listChangeText(report, made.change) : null;
  useEffect(() => {
    if (text === null) return;
    actions.sayEffect(text);
    // The text is cleared, so that screen readers also read the same text a second time.
    return () => actions.sayEffect("");
  }, [text, actions]);
  if (report === undefined || !isCurrent) return null;
  if (changesNobody(report)) return <NobodyChanges ruleId={made.ruleId} actions={actions} />;
  return (
    <section
      aria-label="Who changes"
      className="mt-1 flex min-w-0 flex-col gap-2 rounded-control border border-line bg-ground px-3 py-2"
    >
      <div className="flex min-w-0 items-center gap-2">
        <p className="min-w-0 flex-1 font-medium text-ink text-sm">
          {made.what} {report.changes.length > 0 ? "changes" : "may change"} what some people get
        </p>
        <Button size="sm" onClick={fromCard(made.undo)}>
          Undo
        </Button>
        <IconButton label="Dismiss" onClick={fromCard(() => actions.settle(made.ruleId))}>
          <X aria-hidden />
        </IconButton>
      </div>
      {!isServing(flag) && <FlagIsOff />}
      <ChangeReportView report={report} onTry={actions.tryOn} />
      {made.change.scope !== undefined && <p className="text-muted text-sm">{made.change.scope}</p>}
      <TestUserChanges {...made.change} projectId={flag.project_id} flagId={flag.id} environment={environment} />
    </section>
  );
}

/** Pressing a button of the note removes the note, so the focus moves to its card. */
function fromCard(act: () => void) {
  return ({ currentTarget }: MouseEvent<HTMLElement>): void => {
    currentTarget.closest<HTMLElement>("[data-rule]")?.focus({ preventScroll: true });
    act();
  };
}

/** It overlaps the card's edge, so that nothing below has to move. */
function NobodyChanges({ ruleId, actions }: { ruleId: string; actions: Pick<RuleActions, "settle"> }) {
  useEffect(() => {
    const timer = setTimeout(() => actions.settle(ruleId), SEEN_MS);
    return () => clearTimeout(timer);
  }, [ruleId, actions]);
  return (
    <span
      aria-hidden
      className="fading pointer-events-none absolute right-3 -bottom-2.5 z-2 inline-flex h-5 items-center gap-1
        rounded-full border border-line-strong bg-raised px-2 font-medium text-muted text-xs"
    >
      <Check aria-hidden className="size-3 text-success" />
      Nobody changes
    </span>
  );
}
