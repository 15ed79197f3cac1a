import { type KeyboardEvent, useCallback, useRef, useState } from "react";
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
