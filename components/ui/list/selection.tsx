import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button/button";
import { focusSoon } from "@/components/ui/focus";

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

/** The set with an id that it did not have, or without one that it had. */
export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Selects a row, or lets it go. */
export const toggle = ({ ids }: Selection, id: string): Selection => ({ ids: toggled(ids, id), anchor: id });

/** Selects all rows from the one that was pressed last to this one; only this one where that one is not shown. */
export function extend({ ids, anchor }: Selection, shown: readonly string[], id: string): Selection {
  const [from, to] = [shown.indexOf(anchor ?? id), shown.indexOf(id)];
  const range = from === -1 || to === -1 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor: id };
}

/** Which rows of a list are selected. @param ids of all rows, in their order; the same list until it changes */
export function useSelection(ids: readonly string[]) {
  /** Of the element around the list. */
  const listRef = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState(NOTHING);
  const select = useCallback(
    (id: string, isRange: boolean) => setSelection((known) => (isRange ? extend(known, ids, id) : toggle(known, id))),
    [ids],
  );
  const letGo = useCallback(() => setSelection(NOTHING), []);
  return {
    listRef,
    ids: selection.ids,
    select,
    selectAll: () => setSelection(selectAll(ids)),
    letGo,
    /** Lets all go by a button, which goes with them. */
    clear: () => {
      letGo();
      focusSoon(() => listRef.current?.querySelector<HTMLElement>("[data-row-select]"));
    },
    /** Esc lets all go. */
    onKeyDown: ({ key, target, currentTarget }: KeyboardEvent<HTMLElement>) => {
      // A dialog's keys come by, too.
      if (key === "Escape" && target instanceof Node && currentTarget.contains(target)) letGo();
    },
  };
}

interface RowSelectProps {
  name: string;
  isSelected: boolean;
  onSelect: (isRange: boolean) => void;
}

/**
 * A row's checkbox. Space selects it; Shift with Space or a click selects all from the last one; arrows go to the next
 * row.
 */
export function RowSelect({ name, isSelected, onSelect }: RowSelectProps) {
  // Not every browser reports the modifier keys of a click that a key press makes.
  const isShiftDown = useRef(false);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    isShiftDown.current = event.shiftKey;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    neighbour(event.currentTarget, event.key === "ArrowDown")?.focus();
  };
  return (
    // A label, so that a press beside the box counts for it.
    <label className="relative z-1 -m-2 inline-flex shrink-0 p-2 pointer-coarse:-m-3 pointer-coarse:p-3">
      <input
        type="checkbox"
        data-row-select
        aria-label={`Select ${name}`}
        className="size-4 accent-accent-solid"
        checked={isSelected}
        onClick={({ shiftKey, detail }) => onSelect(shiftKey || (detail === 0 && isShiftDown.current))}
        // The click handler, which knows about Shift, has selected the row.
        onChange={() => {}}
        onKeyDown={press}
      />
    </label>
  );
}

/** The same control in the row below or above, where there is one. */
function neighbour(control: HTMLElement, isBelow: boolean): HTMLElement | null {
  const row = control.closest("li");
  const next = isBelow ? row?.nextElementSibling : row?.previousElementSibling;
  return next?.querySelector<HTMLElement>("[data-row-select]") ?? null;
}

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
      className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-panel
        border border-line-strong bg-raised px-3 py-2 shadow-pop print:hidden"
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
