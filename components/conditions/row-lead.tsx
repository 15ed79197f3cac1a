import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { liftedLook, MoveHandle } from "@/components/ui/sortable/sortable-area";

/** A row that is moved hides those that it passes. */
export const rowLook = cn(liftedLook, "data-lifted:rounded-panel data-lifted:bg-panel");

interface RowLeadProps {
  /** The word that joins the row to the one before it. */
  lead: string;
  /** As the row is called; null: it can be moved nowhere. */
  movableName: string | null;
  handleProps: ComponentProps<"button">;
}

/** What a row begins with. On a phone the handle is below the word, beside the row's other lines. */
export function RowLead({ lead, movableName, handleProps }: RowLeadProps) {
  return (
    <div
      className={cn(
        "col-start-1 row-span-3 row-start-1 flex w-8 flex-col md:row-span-1 md:flex-row",
        movableName !== null && "md:w-14",
      )}
    >
      {movableName !== null && (
        <MoveHandle
          {...handleProps}
          data-row-handle
          aria-label={`Move ${movableName}`}
          className="order-1 md:order-none md:mt-0.5 md:mr-1 md:pointer-coarse:mt-0 md:pointer-coarse:mr-0"
        />
      )}
      <span aria-hidden className="min-w-0 pt-1.5 text-muted text-sm">
        {lead}
      </span>
    </div>
  );
}
