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

/** Which rows of a list are selected, and where a range begins. */
interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The row that was pressed last. */
  readonly anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export const selectAll = (shown: readonly string[]): Selection => ({
  ids: new Set(shown),
  anchor: shown.at(-1) ?? null,
});

/** Selects a row, or lets it go. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Selects all rows from the one that was pressed last to this one; only this one where that one is not shown. */
export function extend({ ids, anchor }: Selection, shown: readonly string[], id: string): Selection {
  const [from, to] = [shown.indexOf(anchor ?? id), shown.indexOf(id)];
  const range = from === -1 || to === -1 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor: id };
}
