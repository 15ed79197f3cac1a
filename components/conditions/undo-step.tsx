import { Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button/button";
import type { LastStep } from "./last-step";

interface UndoStepProps {
  /** Null: there is nothing to take back. */
  last: LastStep | null;
  onUndo: (last: LastStep) => void;
}

/** Offers to take back the last move, grouping or removal. */
export function UndoStep({ last, onUndo }: UndoStepProps) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-2">
      <span role="status" className="wrap-anywhere min-w-0 text-muted text-sm empty:hidden">
        {last?.words}
      </span>
      {last && (
        <Button size="sm" aria-keyshortcuts="Control+Z Meta+Z" onClick={() => onUndo(last)}>
          <Undo2 aria-hidden />
          Undo
        </Button>
      )}
    </span>
  );
}
