"use client";

import {
  DndContext,
  type DragEndEvent,
  type DragStartEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useDraggable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { CSS } from "@dnd-kit/utilities";
import { useEffect, useId, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { MovableRow, MovableRows } from "./movable-rows";
import type { SortableListProps } from "./sortable-list";
import { announcementsFor, type LastHeard, Sorting } from "./sorting";

interface DragLayerProps extends Omit<SortableListProps, "children" | "isEnabled"> {
  rows: MovableRows;
}

/** Cards move only up and down, so that a shaking hand does not pull a card sideways. */
const onlyVertically: Modifier[] = [({ transform }) => ({ ...transform, x: 0 })];

/** A pointer that moves fewer pixels than this is a press and no drag. */
const SLIP = 4;

/** Moves the cards of a list that another component renders. It renders only the messages for screen readers. */
export function DragLayer({ ids, nameOf, onMove, onLift, rows }: DragLayerProps) {
  const id = useId();
  const held = useSyncExternalStore(rows.subscribe, rows.held, rows.held);
  // Lives longer than one render of the list, of which a move causes many.
  const [sorting] = useState(() => new Sorting(rows));
  const [heard] = useState<LastHeard>(() => ({ over: null }));
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: SLIP } }),
    useSensor(KeyboardSensor, { coordinateGetter: sorting.step }),
  );
  const accessibility = useMemo(
    () => ({
      announcements: announcementsFor(ids, nameOf, () => sorting.over, heard),
      // The list created them before this code was loaded.
      screenReaderInstructions: { draggable: "" },
    }),
    [ids, nameOf, sorting, heard],
  );
  const onDragStart = ({ active, activatorEvent }: DragStartEvent) => {
    rows.begin();
    sorting.lift(String(active.id), { isStepped: activatorEvent instanceof KeyboardEvent });
    onLift(String(active.id));
  };
  const onDragEnd = ({ active }: DragEndEvent) => {
    const { over } = sorting;
    const isMoved = over !== null && over !== active.id;
    sorting.end({ isSliding: !isMoved });
    rows.release();
    onLift(null);
    if (isMoved) onMove(String(active.id), over);
  };
  const onDragCancel = () => {
    sorting.end({ isSliding: true });
    rows.release();
    onLift(null);
  };
  return (
    <DndContext
      id={id}
      sensors={sensors}
      modifiers={onlyVertically}
      accessibility={accessibility}
      onDragStart={onDragStart}
      onDragMove={() => sorting.follow()}
      onDragEnd={onDragEnd}
      onDragCancel={onDragCancel}
    >
      {held && <DragSource key={held.serial} row={held} rows={rows} />}
    </DndContext>
  );
}

interface DragSourceProps {
  row: MovableRow;
  rows: MovableRows;
}

/** Moves one card. Each step writes to the element's style, so the card does not render again. */
function DragSource({ row, rows }: DragSourceProps) {
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
    // When the card can no longer be moved, its marks are removed.
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
  useEffect(() => {
    if (!isDragging) return;
    // dnd-kit set its timer before this one, and listens to keys when that is over.
    const timer = setTimeout(rows.hear);
    return () => clearTimeout(timer);
  }, [isDragging, rows]);
  // This must follow the layer's own layout effect, which registers the card.
  useEffect(() => rows.connect(id, { ...listeners }), [rows, id, listeners]);
  return null;
}
