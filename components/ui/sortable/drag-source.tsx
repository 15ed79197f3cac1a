import { useDraggable } from "@dnd-kit/core";
import { CSS } from "@dnd-kit/utilities";
import { useEffect, useLayoutEffect } from "react";
import type { MovableRow, MovableRows } from "./movable-rows";

interface DragSourceProps {
  row: MovableRow;
  rows: MovableRows;
}

/** Moves one card. What changes with each step of a drag is written to the element: the card need not be drawn again. */
export function DragSource({ row, rows }: DragSourceProps) {
  const { id, card, handle } = row;
  const { setNodeRef, setActivatorNodeRef, listeners, transform, isDragging } = useDraggable({ id });
  useLayoutEffect(() => {
    setNodeRef(card.current);
    setActivatorNodeRef(handle.current);
    return () => {
      setNodeRef(null);
      setActivatorNodeRef(null);
    };
  }, [card, handle, setNodeRef, setActivatorNodeRef]);
  useLayoutEffect(() => {
    const moved = card.current;
    const lever = handle.current;
    // When it can no longer be moved, nothing is left of it.
    return () => {
      moved?.removeAttribute("style");
      moved?.removeAttribute("data-lifted");
      lever?.removeAttribute("aria-pressed");
    };
  }, [card, handle]);
  useLayoutEffect(() => {
    if (card.current === null) return;
    card.current.style.transform = CSS.Translate.toString(transform) ?? "";
    card.current.toggleAttribute("data-lifted", isDragging);
    handle.current?.setAttribute("aria-pressed", String(isDragging));
  });
  // Not before the layer has taken note of the card, which it does when it is laid out.
  useEffect(() => rows.connect(id, { ...listeners }), [rows, id, listeners]);
  return null;
}
