import { createContext, type KeyboardEvent, type PointerEvent, useContext, useLayoutEffect, useRef } from "react";
import type { MovableRows } from "./movable-rows";

export interface SortableContextValue {
  readonly rows: MovableRows;
  /** Of the element that tells how a handle works. */
  readonly instructionsId: string;
}

export const SortableContext = createContext<SortableContextValue | null>(null);

/** Enters a card into the list around it. @returns what its card and its handle need. */
export function useMovable(id: string) {
  const context = useContext(SortableContext);
  if (context === null) throw new Error("useMovable is for what is inside of a SortableList");
  const { rows, instructionsId } = context;
  const card = useRef<HTMLElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => rows.add({ id, card, handle }), [rows, id]);
  return {
    cardRef: card,
    handleProps: {
      ref: handle,
      "aria-roledescription": "sortable",
      "aria-describedby": instructionsId,
      onPointerDown: (press: PointerEvent<HTMLElement>) => rows.press(id, press),
      onKeyDown: (press: KeyboardEvent<HTMLElement>) => rows.press(id, press),
    },
  };
}
