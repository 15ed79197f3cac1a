import { Archive, PowerOff, Tag, Tags, X } from "lucide-react";
import type { ComponentType } from "react";
import { Button, IconButton } from "@/components/ui/button/button";
import { type BulkActionId, bulkActions } from "./bulk/bulk-actions";

const buttons: readonly { id: BulkActionId; label: string; icon: ComponentType<{ "aria-hidden": true }> }[] = [
  { id: "addTag", label: "Add tag…", icon: Tag },
  { id: "removeTag", label: "Remove tag…", icon: Tags },
  { id: "turnOff", label: "Turn off…", icon: PowerOff },
  { id: "archive", label: "Archive…", icon: Archive },
];

interface SelectionBarProps {
  /** How many are selected, at least one. */
  selected: number;
  /** How many flags the list has. */
  shown: number;
  /** Everywhere: not when an environment is protected from them. */
  mayTurnOff: boolean;
  onChoose: (action: BulkActionId) => void;
  onSelectAll: () => void;
  onClear: () => void;
}

/** What can be done with the flags that are selected. It stays at the bottom of the window. */
export function SelectionBar({ selected, shown, mayTurnOff, onChoose, onSelectAll, onClear }: SelectionBarProps) {
  const offered = buttons.filter(({ id }) => mayTurnOff || !bulkActions[id].isTurningOff);
  return (
    <section
      aria-label="Selected flags"
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
      {offered.map(({ id, label, icon: Icon }) => (
        <Button key={id} size="sm" onClick={() => onChoose(id)}>
          <Icon aria-hidden /> {label}
        </Button>
      ))}
      <IconButton label="Clear the selection" hint="Esc" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
