import { type KeyboardEvent, useRef } from "react";

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
    <span className="relative z-1 -m-2 inline-flex shrink-0 p-2 pointer-coarse:-m-3 pointer-coarse:p-3">
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
    </span>
  );
}

/** The same control in the row below or above, where there is one. */
function neighbour(control: HTMLElement, isBelow: boolean): HTMLElement | null {
  const row = control.closest("li");
  const next = isBelow ? row?.nextElementSibling : row?.previousElementSibling;
  return next?.querySelector<HTMLElement>("[data-row-select]") ?? null;
}
