"use client";

import { Undo2 } from "lucide-react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { IconButton } from "@/components/ui/button/button";
import type { AuditEntry } from "@/lib/contract/audit";
import { restoreKind } from "@/lib/contract/restorable";

interface RestoreButtonProps {
  entry: AuditEntry;
  /** What the entry says was done. */
  what: string;
  onRestore: () => void;
}

/** Begins to restore a change. Where that cannot be, it says why; where nobody could expect it, it is not there. */
export function RestoreButton({ entry, what, onRestore }: RestoreButtonProps) {
  const { canWrite } = usePermissions();
  const mayChange = useMayChange();
  const kind = restoreKind(entry);
  const isExpected = entry.before !== null && ["flag", "segment", "rule", "rule_order"].includes(entry.resource_type);
  // Keeps the times of all rows below each other.
  if (!isExpected) return <span aria-hidden className="m-1.5 size-7 shrink-0 pointer-coarse:size-10" />;
  const isAllowed = mayChange(entry.environment ?? "all");
  const whoMay = canWrite
    ? "It reaches a protected environment: ask an admin"
    : "Viewers cannot restore: ask an editor";
  const refusal = typeof kind === "object" ? kind.why : isAllowed ? undefined : whoMay;
  return (
    <IconButton
      label={refusal === undefined ? `Restore: take back what ${what}` : `Cannot be restored. ${refusal}.`}
      data-tooltip={refusal === undefined ? "Restore what was before" : refusal}
      aria-disabled={refusal === undefined ? undefined : true}
      onClick={() => refusal === undefined && onRestore()}
      className="m-1.5 aria-disabled:cursor-not-allowed aria-disabled:text-faint"
    >
      <Undo2 aria-hidden />
    </IconButton>
  );
}
