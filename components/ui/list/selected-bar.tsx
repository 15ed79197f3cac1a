import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, IconButton } from "@/components/ui/button/button";

/** A list of which some rows are selected. */
export interface SelectedList {
  /** How many are selected, at least one. */
  selected: number;
  /** How many rows the list has. */
  shown: number;
  onSelectAll: () => void;
  onClear: () => void;
}

interface SelectedBarProps extends SelectedList {
  label: string;
  /** Buttons for what can be done with them. */
  children: ReactNode;
}

/** What can be done with the rows that are selected. It stays at the bottom of the window. */
export function SelectedBar({ label, selected, shown, onSelectAll, onClear, children }: SelectedBarProps) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-panel border border-line-strong bg-raised px-3 py-2 shadow-pop"
    >
      <p role="status" className="mr-1 text-base text-ink tabular-nums">
        {selected.toLocaleString("en")} selected
      </p>
      {selected < shown && (
        <Button size="sm" variant="ghost" onClick={onSelectAll}>
          Select all {shown.toLocaleString("en")}
        </Button>
      )}
      {children}
      <IconButton label="Clear the selection" hint="Esc" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
