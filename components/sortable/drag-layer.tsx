"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useId, useMemo, useState, useSyncExternalStore } from "react";
import { announcementsFor, type LastHeard } from "./announcements";
import { DragSource } from "./drag-source";
import type { MovableRows } from "./movable-rows";
import type { SortableListProps } from "./sortable-list";

interface DragLayerProps extends Omit<SortableListProps, "children" | "isEnabled"> {
  rows: MovableRows;
}

/** A list goes up and down; a hand that shakes sideways must not pull the card out of it. */
const onlyVertically: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** A press that moves less than this many pixels is a press. */
const SLIP = 4;

/** Moves the cards of a list that is drawn elsewhere. Draws nothing itself but what it tells screen readers. */
export function DragLayer({ ids, nameOf, onMove, onLift, rows }: DragLayerProps) {
  const id = useId();
  const shown = useSyncExternalStore(rows.subscribe, rows.current, rows.current);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: SLIP } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  // Outlives the drawings of the list, of which a move makes many.
  const [heard] = useState<LastHeard>(() => ({ over: null }));
  const accessibility = useMemo(
    () => ({
      announcements: announcementsFor(ids, nameOf, heard),
      // The list has them, since before this was loaded.
      screenReaderInstructions: { draggable: "" },
    }),
    [ids, nameOf, heard],
  );
  const settle = () => {
    rows.release();
    onLift(null);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    settle();
    if (over !== null && over.id !== active.id) onMove(String(active.id), String(over.id));
  };
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[onlyVertically]}
      accessibility={accessibility}
      onDragStart={({ active }) => onLift(String(active.id))}
      onDragEnd={onDragEnd}
      onDragCancel={settle}
    >
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {shown.map((row) => (
          <DragSource key={row.serial} row={row} rows={rows} />
        ))}
      </SortableContext>
    </DndContext>
  );
}
